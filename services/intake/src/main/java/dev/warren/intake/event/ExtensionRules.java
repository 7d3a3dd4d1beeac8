package dev.warren.intake.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.contracts.event.AttributeRules;
import dev.warren.contracts.event.Attribution;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.FaultCollector;
import dev.warren.intake.IntakeConfig.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many extension attributes there may be, how they are named and what they hold. */
final class ExtensionRules implements EventRule {

    private static final int SHOWN = 40;

    private final int limit;

    ExtensionRules(Limits limits) {
        this.limit = limits.extensions();
    }

    @Override
    public void check(ObjectNode event, FaultCollector faults) {
        List<Map.Entry<String, JsonNode>> extensions = EventAttributes.extensions(event);
        if (extensions.size() > limit) {
            faults.add(
                    "extensions",
                    FaultCode.TOO_LONG,
                    "must be at most " + limit + " attributes, not " + extensions.size());
            return;
        }
        extensions.forEach(extension -> check(extension.getKey(), extension.getValue(), faults));
    }

    private static void check(String name, JsonNode value, FaultCollector faults) {
        fault(name, value).ifPresent(fault -> faults.add(shown(name), FaultCode.INVALID, fault));
    }

    private static Optional<String> fault(String name, JsonNode value) {
        Optional<String> ofName = AttributeRules.faultOfName(name);
        if (ofName.isPresent()) {
            return ofName;
        }
        if (!isScalar(value)) {
            return Optional.of("must be a string, a boolean or a whole number of 32 bits");
        }
        if (isAttribution(name) && !isName(value)) {
            return Optional.of("must be a string that is not empty, or a whole number");
        }
        return AttributeRules.fault(value.asText());
    }

    private static boolean isAttribution(String name) {
        return name.equals(Attribution.USER_ID) || name.equals(Attribution.TEAM);
    }

    private static boolean isName(JsonNode value) {
        return !value.isBoolean() && !value.asText().isBlank();
    }

    private static boolean isScalar(JsonNode value) {
        return value.isTextual() || value.isBoolean() || value.isInt();
    }

    private static String shown(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
    }
}
