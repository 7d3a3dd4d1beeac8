package dev.warren.intake.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.contracts.event.AttributeRules;
import dev.warren.contracts.event.Attribution;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.FaultCollector;
import dev.warren.intake.IntakeConfig.Limits;
import java.util.stream.Stream;

/**
 * How long attributes may be. The id becomes AMQP's message id and the type its routing key, which have limits of their
 * own.
 */
final class LengthRules implements EventRule {

    private final Limits limits;

    LengthRules(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void check(ObjectNode event, FaultCollector faults) {
        names(event).forEach(name -> check(event, name, faults));
    }

    private Stream<String> names(ObjectNode event) {
        return Stream.of(
                        EventAttributes.REQUIRED.stream(),
                        EventAttributes.OPTIONAL.stream(),
                        EventAttributes.extensions(event).stream()
                                .limit(limits.extensions())
                                .map(entry -> entry.getKey()))
                .flatMap(names -> names);
    }

    private void check(ObjectNode event, String name, FaultCollector faults) {
        int limit = limit(name);
        EventAttributes.get(event, name)
                .filter(JsonNode::isValueNode)
                .map(value -> AttributeRules.length(value.asText()))
                .filter(length -> length > limit)
                .ifPresent(length ->
                        faults.add(name, FaultCode.TOO_LONG, "must have at most " + limit + " bytes, not " + length));
    }

    private int limit(String name) {
        return switch (name) {
            case Attribution.USER_ID, Attribution.TEAM ->
                Math.min(AttributeRules.longest(name), limits.attributionLength());
            default -> Math.min(AttributeRules.longest(name), limits.attributeLength());
        };
    }
}
