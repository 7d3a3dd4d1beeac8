package dev.warren.http.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.contracts.event.TextTruncation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jboss.logging.Logger;

/** Answers refused requests with a problem, counts each, and logs one of each kind a minute. */
@Singleton
class RefusalResponder {

    private static final Logger LOG = Logger.getLogger(RefusalResponder.class);
    private static final String REFUSED = "warren.http.refused";
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
    private static final int LONGEST_VALUE = 100;

    private final ObjectMapper mapper;
    private final MetricRegistry registry;
    private final Clock clock;
    private final Map<RequestRefusal, Instant> logged = new ConcurrentHashMap<>();

    RefusalResponder(ObjectMapper mapper, MetricRegistry registry, Clock clock) {
        this.mapper = mapper;
        this.registry = registry;
        this.clock = clock;
    }

    /** Ends the request; the value is what it was refused for, as the asker sent it. */
    Future<Void> refuse(HttpServerRequest request, RequestRefusal requestRefusal, String value) {
        note(requestRefusal, value);
        return answer(request.response(), requestRefusal.problem(value));
    }

    /** Ends the request and its connection, as what is still to come of the body is not read. */
    void refuseAndClose(HttpServerRequest request, RequestRefusal requestRefusal, String value) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        refuse(request, requestRefusal, value)
                .onComplete(sent -> request.connection().close());
    }

    /** Counts a refusal, and logs it unless one of its kind was logged just now. */
    void note(RequestRefusal requestRefusal, String value) {
        registry.counter(REFUSED, new Tag("reason", requestRefusal.code())).inc();
        Instant now = clock.instant();
        Instant last = logged.merge(
                requestRefusal, now, (before, at) -> at.isBefore(before.plus(BETWEEN_LINES)) ? before : at);
        if (last.equals(now)) {
            LOG.warnf("request refused reason=%s value=\"%s\"", requestRefusal.code(), printable(value));
        }
    }

    private Future<Void> answer(HttpServerResponse response, HttpProblem problem) {
        return response.setStatusCode(problem.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
                .end(Buffer.buffer(json(problem)));
    }

    /** The problem as it is sent. */
    byte[] json(HttpProblem problem) {
        try {
            return mapper.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String printable(String value) {
        return TextTruncation.bounded(value, LONGEST_VALUE).replaceAll("[^!#-~]", "?");
    }
}
