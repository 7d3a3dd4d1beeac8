package dev.warren.notifier.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.notifier.NotifierConfig;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * {@code GET /v1/stream}. A route and no JAX-RS resource, because it writes frames that are encoded once for all
 * clients, and no more of them than a connection takes. {@code META-INF/openapi.yaml} describes it.
 */
@Singleton
class StreamRoute {

    private static final String PATH = "/v1/stream";
    private static final int SERVICE_UNAVAILABLE = 503;

    private final Feed feed;
    private final Subscribers subscribers;
    private final StreamMetrics metrics;
    private final NotifierConfig.Stream config;
    private final ObjectMapper mapper;
    private final Clock clock;

    StreamRoute(
            Feed feed,
            Subscribers subscribers,
            StreamMetrics metrics,
            NotifierConfig config,
            ObjectMapper mapper,
            Clock clock) {
        this.feed = feed;
        this.subscribers = subscribers;
        this.metrics = metrics;
        this.config = config.stream();
        this.mapper = mapper;
        this.clock = clock;
    }

    void register(@Observes Router router) {
        router.get(PATH).handler(this::connect);
    }

    private void connect(RoutingContext exchange) {
        try {
            Subscriber subscriber = subscriber(exchange);
            if (!subscribers.add(subscriber)) {
                metrics.refused();
                throw tooMany();
            }
            exchange.addEndHandler(ended -> leave(subscriber));
            accept(exchange.response());
            subscriber.start();
            if (exchange.response().closed()) {
                leave(subscriber);
            }
        } catch (HttpProblem problem) {
            refuse(exchange.response(), problem);
        }
    }

    private void leave(Subscriber subscriber) {
        subscriber.left();
        subscribers.remove(subscriber);
    }

    private Subscriber subscriber(RoutingContext exchange) {
        Filter filter = Filter.of(exchange.queryParams());
        long next = Position.next(exchange.request()).orElseGet(feed::end);
        Batch batch =
                new Batch(filter, config.bufferFrames(), config.bufferSize().asLongValue(), next);
        return new Subscriber(exchange.request(), feed, batch, config, metrics, clock);
    }

    private static void accept(HttpServerResponse response) {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream;charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no");
    }

    private HttpProblem tooMany() {
        return HttpProblem.builder()
                .withStatus(SERVICE_UNAVAILABLE)
                .withTitle("Too many clients")
                .withDetail(
                        "This instance takes no more clients now. Connect again later; Last-Event-ID loses nothing.")
                .withHeader(
                        HttpHeaders.RETRY_AFTER.toString(),
                        Math.max(1, config.reconnectDelay().toSeconds()))
                .build();
    }

    private void refuse(HttpServerResponse response, HttpProblem problem) {
        try {
            problem.getHeaders().forEach((name, value) -> response.putHeader(name, value.toString()));
            response.setStatusCode(problem.getStatusCode())
                    .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
                    .end(Buffer.buffer(mapper.writeValueAsBytes(problem)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
