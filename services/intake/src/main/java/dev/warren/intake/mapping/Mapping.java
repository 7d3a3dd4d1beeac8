package dev.warren.intake.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.http.problem.Fault;
import dev.warren.http.problem.FaultCode;
import dev.warren.intake.event.EventCandidate;
import dev.warren.intake.event.IntakeJson;
import java.util.List;
import java.util.Map;

/**
 * How messages of one exchange become events.
 *
 * @param exchange what the messages were published to
 * @param routingKeys what they were published with
 * @param attributes where each attribute's value comes from
 * @param data the part of the document that becomes the event's data
 */
public record Mapping(
        String exchange, TopicPattern routingKeys, Map<String, ValueSource> attributes, JsonPointer data) {

    private static final String SPEC_VERSION = "1.0";

    public Mapping {
        attributes = Map.copyOf(attributes);
    }

    /** Whether the mapping is for messages that were published so. */
    boolean fits(String publishedTo, String routingKey) {
        return exchange.equals(publishedTo) && routingKeys.matches(routingKey);
    }

    /**
     * What the message says, not yet judged.
     *
     * @throws dev.warren.intake.event.EventRefusedException if the body holds no JSON
     */
    public EventCandidate map(PlainMessage message) {
        JsonNode document = IntakeJson.read(message.body(), "body");
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("specversion", SPEC_VERSION);
        attributes.forEach((name, source) -> source.read(message, document).ifPresent(value -> event.set(name, value)));
        JsonNode part = document.at(data);
        if (part.isMissingNode()) {
            return new EventCandidate(
                    event,
                    List.of(new Fault(
                            "data", FaultCode.REQUIRED, "is required: the document has no value at " + data)));
        }
        return new EventCandidate(event.set("data", part));
    }
}
