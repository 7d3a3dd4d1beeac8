package dev.warren.intake.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.contracts.v1.Attribution;
import dev.warren.intake.IntakeConfig.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** How many extension attributes there may be, how they are named and what they hold. */
final class ExtensionRules implements Rule {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+");
    private static final int SHOWN = 40;

    private final int limit;

    ExtensionRules(Limits limits) {
        this.limit = limits.extensions();
    }

    @Override
    public void check(ObjectNode event, BiConsumer<String, String> faults) {
        List<Map.Entry<String, JsonNode>> extensions = Attributes.extensions(event);
        if (extensions.size() > limit) {
            faults.accept(
                    "extensions", "are " + extensions.size() + " attributes, where at most " + limit + " may be there");
            return;
        }
        extensions.forEach(extension -> check(extension.getKey(), extension.getValue(), faults));
    }

    private static void check(String name, JsonNode value, BiConsumer<String, String> faults) {
        if (!NAME.matcher(name).matches()) {
            faults.accept(shown(name), "must be named in lower-case letters a to z and digits alone");
        } else if (!isScalar(value)) {
            faults.accept(name, "must be a string, a boolean or a whole number of 32 bits");
        } else if (StandardRules.hasControlCharacters(Optional.of(value))) {
            faults.accept(name, "must hold no control characters");
        } else if (isAttribution(name) && !isName(value)) {
            faults.accept(name, "must be a string that is not empty, or a whole number");
        }
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
