package dev.warren.intake.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.intake.event.BinaryMode;
import dev.warren.intake.event.Candidate;
import dev.warren.intake.event.Json;
import dev.warren.intake.event.Refusal;
import dev.warren.intake.event.RefusedException;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.http.HttpMessageFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the CloudEvents HTTP binding: what came in, not yet judged. */
final class HttpEvents {

    private static final String BODY = "body";
    private static final String SPEC_VERSION_HEADER = "ce-specversion";

    private HttpEvents() {}

    /** The event of a request in structured mode. */
    static Candidate structured(byte[] body) {
        return new Candidate(Json.read(body, BODY));
    }

    /** The events of a request in batch mode. */
    static List<Candidate> batch(byte[] body) {
        JsonNode events = Json.read(body, BODY);
        if (!events.isArray()) {
            throw new RefusedException(Refusal.INVALID_EVENT, BODY, "must be a JSON array of events");
        }
        List<Candidate> batch = new ArrayList<>(events.size());
        events.forEach(event -> batch.add(new Candidate(event)));
        return batch;
    }

    /** The event of a request in binary mode. */
    static Candidate binary(Map<String, String> headers, byte[] body) {
        Map<String, String> readable = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        readable.putAll(headers);
        String specVersion = readable.put(SPEC_VERSION_HEADER, BinaryMode.READ_AS.toString());
        MessageReader reader = HttpMessageFactory.createReader(readable, body);
        return BinaryMode.read(reader, specVersion, HttpEvents::percentDecoded);
    }

    /** The binding encodes what is not printable ASCII, and the SDK leaves that to us. */
    private static String percentDecoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
