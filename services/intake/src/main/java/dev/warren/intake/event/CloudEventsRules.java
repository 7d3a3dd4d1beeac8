package dev.warren.intake.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.contracts.event.AttributeRules;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.FaultCollector;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What CloudEvents 1.0 asks of the attributes that it defines, and the types that are Warren's own. */
final class CloudEventsRules {

    private static final String VERSION = "1.0";
    private static final String RESERVED_TYPES = "dev.warren.";
    private static final Pattern TIMESTAMP = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})", Pattern.CASE_INSENSITIVE);

    private CloudEventsRules() {}

    static void requiredAreThere(ObjectNode event, FaultCollector faults) {
        EventAttributes.REQUIRED.stream()
                .filter(name -> EventAttributes.get(event, name).isEmpty())
                .forEach(name -> faults.add(name, FaultCode.REQUIRED, "is required"));
    }

    static void areText(ObjectNode event, FaultCollector faults) {
        EventAttributes.REQUIRED.forEach(name -> isText(event, name, faults));
        EventAttributes.OPTIONAL.forEach(name -> isText(event, name, faults));
    }

    static void specVersionIsKnown(ObjectNode event, FaultCollector faults) {
        EventAttributes.text(event, EventAttributes.SPECVERSION)
                .filter(version -> !version.equals(VERSION))
                .ifPresent(version -> faults.add(EventAttributes.SPECVERSION, FaultCode.INVALID, "must be " + VERSION));
    }

    static void typeIsNotReserved(ObjectNode event, FaultCollector faults) {
        EventAttributes.text(event, EventAttributes.TYPE)
                .filter(type -> type.startsWith(RESERVED_TYPES))
                .ifPresent(type -> faults.add(
                        EventAttributes.TYPE,
                        FaultCode.NOT_ALLOWED,
                        "must not start with " + RESERVED_TYPES + ", which is for Warren's own messages"));
    }

    static void urisAreUris(ObjectNode event, FaultCollector faults) {
        EventAttributes.text(event, EventAttributes.SOURCE)
                .filter(source -> uri(source).isEmpty())
                .ifPresent(source -> faults.add(
                        EventAttributes.SOURCE,
                        FaultCode.INVALID,
                        "must be a URI reference (RFC 3986) such as /shop/helpdesk"));
        EventAttributes.text(event, EventAttributes.DATASCHEMA)
                .filter(schema -> uri(schema).filter(URI::isAbsolute).isEmpty())
                .ifPresent(schema -> faults.add(
                        EventAttributes.DATASCHEMA, FaultCode.INVALID, "must be an absolute URI (RFC 3986)"));
    }

    static void timeIsTimestamp(ObjectNode event, FaultCollector faults) {
        EventAttributes.text(event, EventAttributes.TIME)
                .filter(time -> !isTimestamp(time))
                .ifPresent(time -> faults.add(
                        EventAttributes.TIME,
                        FaultCode.INVALID,
                        "must be an RFC 3339 timestamp such as 2026-11-20T10:00:00Z"));
    }

    private static void isText(ObjectNode event, String name, FaultCollector faults) {
        Optional<JsonNode> value = EventAttributes.get(event, name);
        if (value.filter(node -> !node.isTextual()).isPresent()) {
            faults.add(name, FaultCode.INVALID, "must be a string");
        } else {
            value.flatMap(node -> AttributeRules.fault(node.textValue()))
                    .ifPresent(fault -> faults.add(name, FaultCode.INVALID, fault));
        }
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isTimestamp(String text) {
        if (!TIMESTAMP.matcher(text).matches()) {
            return false;
        }
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
