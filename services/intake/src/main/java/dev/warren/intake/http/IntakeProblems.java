package dev.warren.intake.http;

import dev.warren.http.problem.ProblemType;
import dev.warren.intake.accept.NotConfirmedException;
import dev.warren.intake.event.EventRefusedException;
import dev.warren.messaging.codec.ContentEncoding;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;

/** What a client is told whose events were not accepted (RFC 9457). */
final class IntakeProblems {

    private static final String SUPPORTED = "supported";

    private IntakeProblems() {}

    /** Names every fault. */
    static HttpProblem of(EventRefusedException refused) {
        HttpProblem.Builder problem = refused.refusal()
                .type()
                .builder("Nothing was published. Faults found: "
                        + refused.faults().size())
                .with("faults", refused.faults());
        return switch (refused.refusal()) {
            case UNSUPPORTED_MEDIA_TYPE -> supported(problem).build();
            case UNSUPPORTED_ENCODING ->
                problem.with(SUPPORTED, ContentEncoding.SUPPORTED)
                        .withHeader(HttpHeaders.ACCEPT_ENCODING, String.join(", ", ContentEncoding.SUPPORTED))
                        .build();
            default -> problem.build();
        };
    }

    /** Says when to come again. */
    static HttpProblem busy(Duration retryAfter) {
        return ProblemType.AT_CAPACITY
                .builder("Nothing was published: the service is at capacity. Send the request again later.")
                .withHeader(HttpHeaders.RETRY_AFTER, seconds(retryAfter))
                .build();
    }

    /** Says what is certain and what to do. */
    static HttpProblem of(NotConfirmedException failure, Duration retryAfter) {
        return ProblemType.NOT_CONFIRMED
                .builder("Confirmed: " + failure.confirmed() + " of " + failure.total()
                        + ". Send the whole request again: events that arrived are recognised by source and id.")
                .withHeader(HttpHeaders.RETRY_AFTER, seconds(retryAfter))
                .build();
    }

    private static long seconds(Duration retryAfter) {
        return Math.max(1, retryAfter.toSeconds());
    }

    private static HttpProblem.Builder supported(HttpProblem.Builder problem) {
        return problem.with(SUPPORTED, ContentMode.SUPPORTED)
                .withHeader(
                        HttpHeaders.ACCEPT,
                        "application/cloudevents+json, application/cloudevents-batch+json, application/json");
    }
}
