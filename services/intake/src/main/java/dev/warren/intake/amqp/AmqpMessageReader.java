package dev.warren.intake.amqp;

import dev.warren.http.problem.Fault;
import dev.warren.http.problem.FaultCode;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.core.message.impl.BaseGenericBinaryMessageReaderImpl;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Finds the parts of an event in an AMQP message in binary mode (CloudEvents AMQP binding, 3.1). */
final class AmqpMessageReader extends BaseGenericBinaryMessageReaderImpl<String, Object> {

    /** The binding names the first; the second is for clients that cannot write a colon. */
    private static final List<String> PREFIXES = List.of("cloudevents:", "cloudevents_");

    private static final String SPEC_VERSION = "specversion";

    private static final String CONTENT_TYPE = "content-type";

    private final Map<String, Object> headers;
    private final Optional<String> contentType;

    AmqpMessageReader(SpecVersion version, Map<String, Object> headers, Optional<String> contentType, byte[] body) {
        super(version, body.length == 0 ? null : BytesCloudEventData.wrap(body));
        this.headers = headers;
        this.contentType = contentType;
    }

    /** Whether the headers are those of a message in binary mode. */
    static boolean isBinary(Map<String, Object> headers) {
        return headers.keySet().stream().anyMatch(AmqpMessageReader::isAttribute);
    }

    /** The version that the message says it has, null if it says none. */
    static String specVersion(Map<String, Object> headers) {
        return headers.entrySet().stream()
                .filter(header ->
                        isAttribute(header.getKey()) && nameIn(header.getKey()).equals(SPEC_VERSION))
                .map(header -> String.valueOf(header.getValue()))
                .findFirst()
                .orElse(null);
    }

    /** Faults of headers as attributes: repeated names, and values that are not text. */
    static List<Fault> faults(Map<String, Object> headers) {
        List<Fault> faults = new ArrayList<>();
        Set<String> names = new HashSet<>();
        headers.forEach((key, value) -> {
            if (isAttribute(key) && !names.add(nameIn(key))) {
                faults.add(new Fault(nameIn(key), FaultCode.REPEATED, "is repeated"));
            } else if (isAttribute(key) && !isScalar(value)) {
                faults.add(new Fault(
                        nameIn(key), FaultCode.INVALID, "must be text in UTF-8, a number, a boolean or a timestamp"));
            }
        });
        return faults;
    }

    @Override
    protected boolean isContentTypeHeader(String key) {
        return key.equals(CONTENT_TYPE);
    }

    @Override
    protected boolean isCloudEventsHeader(String key) {
        return isAttribute(key);
    }

    @Override
    protected String toCloudEventsKey(String key) {
        return nameIn(key);
    }

    @Override
    protected void forEachHeader(BiConsumer<String, Object> consumer) {
        headers.forEach(consumer);
        contentType.ifPresent(type -> consumer.accept(CONTENT_TYPE, type));
    }

    @Override
    protected String toCloudEventsValue(Object value) {
        return value instanceof Date date ? date.toInstant().toString() : value.toString();
    }

    private static boolean isScalar(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean || value instanceof Date;
    }

    private static boolean isAttribute(String key) {
        return PREFIXES.stream().anyMatch(key.toLowerCase(Locale.ROOT)::startsWith);
    }

    private static String nameIn(String key) {
        return key.substring(PREFIXES.getFirst().length()).toLowerCase(Locale.ROOT);
    }
}
