package dev.warren.intake.http;

import dev.warren.intake.event.BinaryModeReader;
import dev.warren.intake.event.EventCandidate;
import dev.warren.intake.event.IntakeJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the CloudEvents HTTP binding: what came in, not yet judged. */
final class HttpEvents {

    private static final String BODY = "body";

    private HttpEvents() {}

    /** The event of a request in structured mode. */
    static EventCandidate structured(byte[] body) {
        return new EventCandidate(IntakeJson.read(body, BODY));
    }

    /** The events of a request in batch mode, of which there may be so many. */
    static List<EventCandidate> batch(byte[] body, int most) {
        return IntakeJson.array(body, BODY, most).stream()
                .map(EventCandidate::new)
                .toList();
    }

    /**
     * The event of a request in binary mode.
     *
     * @param headers by name in lower case
     */
    static EventCandidate binary(Map<String, String> headers, byte[] body) {
        Map<String, String> attributes = new TreeMap<>();
        headers.forEach((name, value) -> {
            if (name.startsWith(RequestHeaders.ATTRIBUTE)) {
                attributes.put(name.substring(RequestHeaders.ATTRIBUTE.length()), value);
            }
        });
        return BinaryModeReader.read(attributes, headers.get(RequestHeaders.CONTENT_TYPE), body, HeaderValue::decoded);
    }
}
