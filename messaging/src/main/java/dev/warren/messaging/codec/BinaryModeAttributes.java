package dev.warren.messaging.codec;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The attributes of a CloudEvent in AMQP binary mode, where they are headers and the body is the data.
 *
 * @param attributes by name without prefix; those with faults have a value that no attribute may have
 * @param faults what makes a header no attribute, by the attribute's name
 */
public record BinaryModeAttributes(Map<String, String> attributes, Map<String, HeaderFault> faults) {

    /** What makes a header no attribute. */
    public enum HeaderFault {
        /** There are two headers of its name. */
        REPEATED,
        /** Its value is a list, a table or bytes. */
        NO_SCALAR
    }

    /** The prefix of the AMQP binding, and the one for those whose headers cannot hold a colon. */
    private static final List<String> PREFIXES = List.of("cloudevents:", "cloudevents_");

    private static final int PREFIX_LENGTH = PREFIXES.getFirst().length();
    private static final String NO_VALUE = "\uFFFD";
    private static final String VERSION = "specversion";
    private static final String CONTENT_TYPE = "datacontenttype";

    /** Those that the headers have. */
    public static BinaryModeAttributes of(Map<String, Object> headers) {
        BinaryModeAttributes found = new BinaryModeAttributes(new TreeMap<>(), new TreeMap<>());
        headers.forEach((header, value) -> {
            String name = header.toLowerCase(Locale.ROOT);
            if (value != null && PREFIXES.stream().anyMatch(name::startsWith)) {
                found.add(name.substring(PREFIX_LENGTH), value);
            }
        });
        return found;
    }

    private void add(String name, Object value) {
        if (attributes.containsKey(name)) {
            faults.put(name, HeaderFault.REPEATED);
        } else if (!isScalar(value)) {
            faults.put(name, HeaderFault.NO_SCALAR);
        }
        attributes.put(name, faults.containsKey(name) ? NO_VALUE : text(value));
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

    private static boolean isScalar(Object value) {
        return !(value instanceof List<?> || value instanceof Map<?, ?> || value instanceof byte[]);
    }

    private static String text(Object value) {
        return value instanceof Date date ? date.toInstant().toString() : value.toString();
    }
}
