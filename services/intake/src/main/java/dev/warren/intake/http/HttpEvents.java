package dev.warren.intake.http;

import dev.warren.intake.event.BinaryModeCollector;
import dev.warren.intake.event.EventCandidate;
import dev.warren.intake.event.IntakeJson;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.http.HttpMessageFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the CloudEvents HTTP binding: what came in, not yet judged. */
final class HttpEvents {

    private static final String BODY = "body";
    private static final String SPEC_VERSION_HEADER = "ce-specversion";

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

    /** The event of a request in binary mode. */
    static EventCandidate binary(Map<String, String> headers, byte[] body) {
        Map<String, String> readable = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        readable.putAll(headers);
        String specVersion = readable.put(SPEC_VERSION_HEADER, BinaryModeCollector.READ_AS.toString());
        MessageReader reader = HttpMessageFactory.createReader(readable, body);
        return BinaryModeCollector.read(reader, specVersion, HeaderValue::decoded);
    }
}
