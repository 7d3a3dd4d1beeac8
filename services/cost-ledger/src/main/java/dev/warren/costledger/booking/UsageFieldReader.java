package dev.warren.costledger.booking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.contracts.json.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads the fields of a usage message one by one. One that is missing or cannot be read is left out and flagged, and
 * the others are taken as they are: the money is spent. Used by one thread.
 */
final class UsageFieldReader {

    /** The name of what has none. */
    static final String UNKNOWN = "unknown";

    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    private final JsonNode data;
    private final String path;
    private final List<String> flags;

    UsageFieldReader(JsonNode data) {
        this(data, "", new ArrayList<>());
    }

    private UsageFieldReader(JsonNode data, String path, List<String> flags) {
        this.data = data;
        this.path = path;
        this.flags = flags;
    }

    /** A word for each field that was left out or changed, in the order in which they were read. */
    List<String> flags() {
        return flags;
    }

    void flag(String field, String fault) {
        flags.add(path + CAPITAL.matcher(field).replaceAll(capital -> "-" + lower(capital.group())) + "-" + fault);
    }

    /** The name that something is counted under; {@link #UNKNOWN} where it has none. */
    String name(String field) {
        return name(field, UNKNOWN);
    }

    /** The name that something is counted under, or another one where it has none. */
    String name(String field, String otherwise) {
        String name = text(field);
        if (name == null && !isUnreadable(field)) {
            flag(field, "missing");
        }
        return name == null ? otherwise : LedgerNameRules.of(name);
    }

    /** A text that need not be there; null where it is not. */
    String text(String field) {
        JsonNode value = data.path(field);
        String text = value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
        if (isUnreadable(field)) {
            flag(field, "unreadable");
        } else if (text != null && LedgerNameRules.fault(text).isPresent()) {
            flag(field, "no-name");
        }
        return text;
    }

    private boolean isUnreadable(String field) {
        return isThere(field) && !data.path(field).isTextual();
    }

    /** A number of tokens, however large; null where it cannot be read, or is missing. */
    Long count(String field) {
        if (!isThere(field)) {
            flag(field, "missing");
            return null;
        }
        return optionalCount(field, null);
    }

    /** A number of tokens that need not be there. */
    Long optionalCount(String field, Long otherwise) {
        if (!isThere(field)) {
            return otherwise;
        }
        JsonNode value = data.path(field);
        BigDecimal number = value.isNumber() ? value.decimalValue() : null;
        if (number == null || isFraction(number)) {
            flag(field, "unreadable");
            return otherwise;
        }
        return nearest(number);
    }

    private static boolean isFraction(BigDecimal number) {
        return number.signum() != 0 && number.stripTrailingZeros().scale() > 0;
    }

    private static long nearest(BigDecimal number) {
        BigDecimal most = new BigDecimal(BigInteger.valueOf(Long.MAX_VALUE));
        if (number.abs().compareTo(most) > 0) {
            return number.signum() > 0 ? Long.MAX_VALUE : -Long.MAX_VALUE;
        }
        return number.longValue();
    }

    /** Whether something is so; false where nobody says. */
    boolean is(String field) {
        if (!isThere(field)) {
            flag(field, "missing");
        }
        return isOptionally(field);
    }

    /** Whether something is so that need not be said. */
    boolean isOptionally(String field) {
        boolean isReadable = data.path(field).isBoolean();
        if (isThere(field) && !isReadable) {
            flag(field, "unreadable");
        }
        return isReadable && data.path(field).booleanValue();
    }

    /** An amount that need not be there; null where it is not. */
    BigDecimal amount(String field) {
        JsonNode value = data.path(field);
        try {
            if (value.isTextual() || value.isNumber()) {
                return Decimals.read(value.asText());
            }
        } catch (NumberFormatException e) {
            flag(field, "unreadable");
            return null;
        }
        if (isThere(field)) {
            flag(field, "unreadable");
        }
        return null;
    }

    /** Texts that need not be there. */
    List<String> words(String field) {
        List<String> words = new ArrayList<>();
        data.path(field).forEach(word -> words.add(word.textValue()));
        boolean isReadable = data.path(field).isArray() && !words.contains(null);
        if (isThere(field) && !isReadable) {
            flag(field, "unreadable");
        }
        words.removeIf(word -> word == null);
        return data.path(field).isArray() ? words : List.of();
    }

    /** The fields of an object that need not be there; null where it is not. */
    UsageFieldReader optionalPart(String field) {
        return isThere(field) ? part(field) : null;
    }

    /** The fields of an object; none where it is missing, or no object. */
    UsageFieldReader part(String field) {
        JsonNode value = data.path(field);
        if (!value.isObject()) {
            flag(field, isThere(field) ? "unreadable" : "missing");
        }
        return new UsageFieldReader(value.isObject() ? value : MissingNode.getInstance(), path + field + "-", flags);
    }

    private boolean isThere(String field) {
        return !data.path(field).isMissingNode() && !data.path(field).isNull();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
