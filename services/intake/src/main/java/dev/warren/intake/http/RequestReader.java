package dev.warren.intake.http;

import dev.warren.intake.IntakeConfig;
import dev.warren.intake.IntakeConfig.Limits;
import dev.warren.intake.event.Admission;
import dev.warren.intake.event.BodyLimit;
import dev.warren.intake.event.Candidate;
import dev.warren.intake.event.Refusal;
import dev.warren.intake.event.RefusedException;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes events of requests. */
@ApplicationScoped
class RequestReader {

    private final Admission admission;
    private final BodyLimit bodyLimit;
    private final Limits limits;

    @Inject
    RequestReader(Admission admission, BodyLimit bodyLimit, IntakeConfig config) {
        this.admission = admission;
        this.bodyLimit = bodyLimit;
        this.limits = config.limits();
    }

    /**
     * The events of a request, all of them valid. Reads no more of the body than may be in it.
     *
     * @throws RefusedException if there are faults
     */
    List<CloudEvent> read(HttpHeaders requestHeaders, InputStream body) throws IOException {
        Map<String, String> headers = byName(requestHeaders);
        Mode mode = Mode.of(headers);
        byte[] bytes = bodyLimit.read(body);
        return switch (mode) {
            case STRUCTURED -> List.of(admission.admit(HttpEvents.structured(bytes)));
            case BINARY -> List.of(admission.admit(HttpEvents.binary(headers, bytes)));
            case BATCH -> admission.admitAll(limited(HttpEvents.batch(bytes)));
        };
    }

    private List<Candidate> limited(List<Candidate> batch) {
        if (batch.size() > limits.batch()) {
            throw new RefusedException(
                    Refusal.TOO_LARGE,
                    "body",
                    "holds " + batch.size() + " events, where at most " + limits.batch() + " may be");
        }
        return batch;
    }

    private static Map<String, String> byName(HttpHeaders headers) {
        return headers.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> String.join(",", header.getValue()),
                        (one, other) -> one + "," + other));
    }
}
