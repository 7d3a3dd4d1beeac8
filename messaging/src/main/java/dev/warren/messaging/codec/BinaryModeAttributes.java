package dev.warren.messaging.codec;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The attributes of a CloudEvent in AMQP binary mode, where they are headers and the body is the data.
 *
 * @param attributes by name without prefix
 */
public record BinaryModeAttributes(Map<String, String> attributes) {

    /** The prefix of the AMQP binding, and the one for those whose headers cannot hold a colon. */
    private static final List<String> PREFIXES = List.of("cloudevents:", "cloudevents_");

    private static final String NO_VALUE = "\uFFFD";
    private static final String VERSION = "specversion";
    private static final String CONTENT_TYPE = "datacontenttype";

    /** Those that the headers have. */
    public static BinaryModeAttributes of(Map<String, Object> headers) {
        Map<String, String> attributes = new TreeMap<>();
        headers.forEach((header, value) -> PREFIXES.stream()
                .filter(header.toLowerCase(Locale.ROOT)::startsWith)
                .filter(prefix -> value != null)
                .forEach(prefix -> attributes.merge(
                        header.substring(prefix.length()).toLowerCase(Locale.ROOT),
                        text(value),
                        BinaryModeAttributes::both)));
        return new BinaryModeAttributes(attributes);
    }

    /** Whether there is an event. */
    public boolean isPresent() {
        return attributes.containsKey(VERSION);
    }

    CloudEvent event(byte[] body, String contentType) {
        CloudEventBuilder builder = CloudEventBuilder.fromSpecVersion(SpecVersion.parse(attributes.get(VERSION)));
        attributes.forEach((name, value) -> {
            if (!VERSION.equals(name)) {
                builder.withContextAttribute(name, value);
            }
        });
        if (!contentType.isEmpty()) {
            builder.withContextAttribute(CONTENT_TYPE, contentType);
        }
        return (body.length == 0 ? builder : builder.withData(body)).build();
    }

    /** Which is no value of any attribute: an attribute that is said twice, or that is no text, is a fault. */
    private static String both(String one, String other) {
        return NO_VALUE;
    }

    private static String text(Object value) {
        return switch (value) {
            case Date date -> date.toInstant().atOffset(ZoneOffset.UTC).toString();
            case List<?> _, Map<?, ?> _, byte[] _ -> NO_VALUE;
            default -> value.toString();
        };
    }
}
