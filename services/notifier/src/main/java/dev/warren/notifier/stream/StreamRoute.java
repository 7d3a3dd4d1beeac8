package dev.warren.notifier.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.http.problem.ProblemType;
import dev.warren.notifier.NotifierConfig;
import dev.warren.notifier.stream.request.StreamFilter;
import dev.warren.notifier.stream.request.StreamParameters;
import dev.warren.notifier.stream.request.StreamPosition;
import dev.warren.notifier.stream.request.StreamRequest;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code GET /v1/stream}. A route and no JAX-RS resource, because it writes frames that are encoded once for all
 * clients, and no more of them than a connection takes. {@code META-INF/openapi.yaml} describes it.
 *
 * <p>Whatever is over after a while is answered with a stream that says so and ends, as a browser's {@code EventSource}
 * comes back after a stream alone; clients that ask for a problem get a status. A request that can never work is
 * answered with a status to everybody.
 */
@Singleton
class StreamRoute {

    private static final String PATH = "/v1/stream";
    private static final String EVENT_STREAM = "text/event-stream";

    private final FrameSource frameSource;
    private final SseFrameFactory sseFrameFactory;
    private final Subscribers subscribers;
    private final StreamMetrics metrics;
    private final NotifierConfig.Stream config;
    private final ObjectMapper mapper;
    private final Clock clock;

    StreamRoute(
            FrameSource frameSource,
            SseFrameFactory sseFrameFactory,
            Subscribers subscribers,
            StreamMetrics metrics,
            NotifierConfig config,
            ObjectMapper mapper,
            Clock clock) {
        this.frameSource = frameSource;
        this.sseFrameFactory = sseFrameFactory;
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
            HttpServerRequest request = exchange.request();
            StreamParameters streamParameters = StreamParameters.of(request.query(), known());
            Optional<StreamPosition> asked = StreamRequest.position(request, streamParameters);
            Optional<StreamPosition> position = asked.or(frameSource::end);
            if (position.isEmpty()) {
                refuse(request, StreamRefusal.STARTING, Optional.empty());
                return;
            }
            Optional<StreamRefusal> refusal = connect(exchange, StreamFilter.of(streamParameters), position.get());
            refusal.ifPresent(reason -> refuse(request, reason, asked.isPresent() ? Optional.empty() : position));
        } catch (HttpProblem problem) {
            answer(exchange.response(), problem);
        }
    }

    private Optional<StreamRefusal> connect(RoutingContext exchange, StreamFilter filter, StreamPosition position) {
        HttpServerRequest request = exchange.request();
        FrameBatch frameBatch = new FrameBatch(
                filter, config.bufferFrames(), config.bufferSize().asLongValue(), position);
        Subscriber subscriber =
                new Subscriber(request, frameSource, sseFrameFactory, frameBatch, config, metrics, clock);
        Optional<StreamRefusal> refusal = subscribers.add(subscriber);
        if (refusal.isPresent()) {
            return refusal;
        }
        exchange.addEndHandler(ended -> leave(subscriber));
        accept(request.response());
        subscriber.start();
        if (request.response().closed()) {
            leave(subscriber);
        }
        return Optional.empty();
    }

    private void leave(Subscriber subscriber) {
        subscriber.left();
        subscribers.remove(subscriber);
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(StreamFilter.PARAMETERS);
        known.add(StreamRequest.PARAMETER);
        return known;
    }

    private static void accept(HttpServerResponse response) {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, EVENT_STREAM + ";charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no");
    }

    /** @param at where a client begins that had no position: what is published until it comes back is behind it */
    private void refuse(HttpServerRequest request, StreamRefusal refusal, Optional<StreamPosition> at) {
        metrics.refused();
        if (StreamRequest.forProblem(request)) {
            answer(request.response(), problem(refusal));
        } else {
            accept(request.response());
            request.response().end(StreamGreeting.of(config).appendBuffer(sseFrameFactory.refusal(refusal, at)));
        }
    }

    private HttpProblem problem(StreamRefusal refusal) {
        return ProblemType.STREAM_UNAVAILABLE
                .builder(refusal.detail())
                .with("reason", refusal.code())
                .withHeader(
                        HttpHeaders.RETRY_AFTER.toString(),
                        Math.max(1, config.reconnectDelay().toSeconds()))
                .build();
    }

    private void answer(HttpServerResponse response, HttpProblem problem) {
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
