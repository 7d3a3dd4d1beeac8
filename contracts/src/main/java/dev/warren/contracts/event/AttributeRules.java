package dev.warren.contracts.event;

import dev.warren.contracts.json.Unicode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the value of an event's attribute may be, whoever reads it: intake, which refuses what breaks these rules, and
 * every consumer. An attribute that keeps them is the same after every way through the broker and in every store.
 */
public final class AttributeRules {

    /** Bytes of UTF-8 that AMQP's short strings hold: the id becomes a message id and the type a routing key. */
    public static final int SHORT_STRING = 255;

    /** Bytes of UTF-8 in any other attribute that is no {@linkplain LedgerNameRules name}, whatever is configured. */
    public static final int LONGEST = 4096;

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+");

    private AttributeRules() {}

    /** What is wrong with the name of an extension attribute, in words that follow it; empty if nothing is. */
    public static Optional<String> faultOfName(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of("must have a name of lower-case letters a to z and digits");
        }
        return name.length() > SHORT_STRING
                ? Optional.of("must have a name of at most " + SHORT_STRING + " characters")
                : Optional.empty();
    }

    /** The most bytes of UTF-8 that the attribute may ever have. */
    public static int longest(String name) {
        return switch (name) {
            case "id", "type" -> SHORT_STRING;
            case "source", Attribution.USER_ID, Attribution.TEAM -> LedgerNameRules.LONGEST;
            default -> LONGEST;
        };
    }

    /** How many bytes the text has on the wire. */
    public static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What is wrong with the characters of a value, in words that follow the attribute's name; empty if nothing is. */
    public static Optional<String> fault(String value) {
        if (value.isEmpty()) {
            return Optional.of("must not be empty");
        }
        return value.codePoints()
                .filter(Unicode::isForbidden)
                .boxed()
                .findFirst()
                .map(AttributeRules::fault);
    }

    private static String fault(int codePoint) {
        if (Character.isISOControl(codePoint)) {
            return "must not contain control characters";
        }
        return switch (Character.getType(codePoint)) {
            case Character.SURROGATE -> "must not contain an unpaired surrogate";
            case Character.UNASSIGNED -> "must not contain Unicode noncharacters";
            default -> "must not contain U+FFFD, the replacement for invalid UTF-8";
        };
    }
}
