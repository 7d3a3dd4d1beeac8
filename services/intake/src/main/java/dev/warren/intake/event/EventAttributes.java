package dev.warren.intake.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The attributes of an event in the CloudEvents JSON format. */
final class EventAttributes {

    static final String SPECVERSION = "specversion";
    static final String ID = "id";
    static final String SOURCE = "source";
    static final String TYPE = "type";
    static final String TIME = "time";
    static final String SUBJECT = "subject";
    static final String DATASCHEMA = "dataschema";
    static final String DATACONTENTTYPE = "datacontenttype";
    static final String DATA = "data";
    static final String DATA_BASE64 = "data_base64";

    /** Those without which there is no event. */
    static final List<String> REQUIRED = List.of(SPECVERSION, ID, SOURCE, TYPE);

    /** Those that the specification defines and does not require. */
    static final List<String> OPTIONAL = List.of(TIME, SUBJECT, DATASCHEMA, DATACONTENTTYPE);

    private static final Set<String> NO_EXTENSIONS =
            Set.of(SPECVERSION, ID, SOURCE, TYPE, TIME, SUBJECT, DATASCHEMA, DATACONTENTTYPE, DATA, DATA_BASE64);

    private EventAttributes() {}

    /** The attribute, unless it is missing, which null means too. */
    static Optional<JsonNode> get(ObjectNode event, String name) {
        return Optional.ofNullable(event.get(name)).filter(value -> !value.isNull());
    }

    /** The attribute's text, if it is one and is not empty. */
    static Optional<String> text(ObjectNode event, String name) {
        return get(event, name)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isEmpty());
    }

    /** The extension attributes that are there. */
    static List<Map.Entry<String, JsonNode>> extensions(ObjectNode event) {
        return event.properties().stream()
                .filter(entry -> !NO_EXTENSIONS.contains(entry.getKey()))
                .filter(entry -> !entry.getValue().isNull())
                .toList();
    }
}
