package dev.warren.intake.http;

import dev.warren.intake.IntakeConfig;
import dev.warren.intake.IntakeConfig.Limits;
import dev.warren.intake.event.BodyLimit;
import dev.warren.intake.event.EventRefusedException;
import dev.warren.intake.event.EventValidator;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes events of requests. */
@ApplicationScoped
class RequestReader {

    private final EventValidator eventValidator;
    private final BodyLimit bodyLimit;
    private final Limits limits;

    @Inject
    RequestReader(EventValidator eventValidator, BodyLimit bodyLimit, IntakeConfig config) {
        this.eventValidator = eventValidator;
        this.bodyLimit = bodyLimit;
        this.limits = config.limits();
    }

    /**
     * The events of a request, all of them valid. Reads no more of the body than may be in it, and takes what it reads
     * from the share.
     *
     * @throws EventRefusedException if there are faults
     * @throws BusyException if there is no room for the body
     */
    List<CloudEvent> read(HttpHeaders requestHeaders, InputStream body, InFlightBodies.Share share) throws IOException {
        Map<String, String> headers = RequestHeaders.single(requestHeaders.getRequestHeaders());
        ContentMode contentMode = ContentMode.of(headers);
        byte[] bytes = body(headers, body, share);
        return switch (contentMode) {
            case STRUCTURED -> List.of(eventValidator.admit(HttpEvents.structured(bytes)));
            case BINARY -> List.of(eventValidator.admit(HttpEvents.binary(headers, bytes)));
            case BATCH -> eventValidator.admitAll(HttpEvents.batch(bytes, limits.batch()));
        };
    }

    private int announced(Map<String, String> headers) {
        long length = Long.parseLong(headers.getOrDefault(RequestHeaders.CONTENT_LENGTH, "0"));
        return Math.toIntExact(Math.min(length, limits.body().asLongValue() + 1));
    }

    private byte[] body(Map<String, String> headers, InputStream body, InFlightBodies.Share share) throws IOException {
        byte[] packed = bodyLimit.read(share.metered(body, announced(headers)));
        byte[] unpacked = bodyLimit.unpacked(packed, headers.get(RequestHeaders.CONTENT_ENCODING));
        if (!Arrays.equals(unpacked, packed)) {
            share.take(unpacked.length);
        }
        return unpacked;
    }
}
