package dev.warren.intake.http;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.json.ParsedMediaType;
import dev.warren.intake.event.EventRefusal;
import dev.warren.intake.event.EventRefusedException;
import java.util.List;
import java.util.Map;

/** How a request carries its events (CloudEvents HTTP binding, 3). */
enum ContentMode {
    /** The body is one event. */
    STRUCTURED,
    /** The body is an array of events. */
    BATCH,
    /** The body is the data of one event, whose attributes are headers. */
    BINARY;

    /** The media type of an array of events. */
    static final String BATCH_JSON = "application/cloudevents-batch+json";

    /** What a request may be, for those whose request is none of it. */
    static final List<String> SUPPORTED =
            List.of(ContractCodec.CLOUDEVENTS_JSON, BATCH_JSON, "application/json with ce-* headers");

    private static final String ANY_FORMAT = "application/cloudevents";

    /**
     * The mode of a request.
     *
     * @param headers by name in lower case
     * @throws EventRefusedException if it is none
     */
    static ContentMode of(Map<String, String> headers) {
        // JSON is UTF-8 whatever charset is said with it (RFC 8259, 11)
        String mediaType =
                ParsedMediaType.of(headers.get(RequestHeaders.CONTENT_TYPE)).essence();
        if (mediaType.equals(ContractCodec.CLOUDEVENTS_JSON)) {
            return STRUCTURED;
        }
        if (mediaType.equals(BATCH_JSON)) {
            return BATCH;
        }
        if (!mediaType.startsWith(ANY_FORMAT) && hasAttributes(headers)) {
            return BINARY;
        }
        throw unsupported();
    }

    /** What to say to a request that is in no mode. */
    static EventRefusedException unsupported() {
        return new EventRefusedException(
                EventRefusal.UNSUPPORTED_MEDIA_TYPE,
                RequestHeaders.CONTENT_TYPE,
                "must be one of: " + String.join(", ", SUPPORTED));
    }

    private static boolean hasAttributes(Map<String, String> headers) {
        return headers.keySet().stream().anyMatch(name -> name.startsWith(RequestHeaders.ATTRIBUTE));
    }
}
