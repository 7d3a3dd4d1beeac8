package dev.warren.extractor.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.extractor.schema.Field;
import dev.warren.extractor.schema.FieldType;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fills fields by rules: what matches a pattern, dates, numbers, e-mail addresses, options that the text names. It
 * leaves out what is not there or may be meant in two ways. The same text always gets the same values. Thread-safe.
 */
public final class RuleExtractor {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RuleExtractor() {}

    /** The fields that no rule fills. */
    public static Stream<Field> unfillable(List<Field> fields) {
        return fields.stream().filter(field -> !isFillable(field.items() == null ? field : field.items()));
    }

    private static boolean isFillable(Field field) {
        return field.pattern() != null
                || switch (field.type()) {
                    case DATE, EMAIL, CHOICE, NUMBER, INTEGER -> true;
                    case STRING, BOOLEAN, LIST, OBJECT -> false;
                };
    }

    /** The values that are found. */
    public static ObjectNode extract(String text, List<Field> fields) {
        ObjectNode values = JSON.objectNode();
        for (Field field : fields) {
            if (field.type() == FieldType.LIST && isFillable(field.items())) {
                ArrayNode list = JSON.arrayNode();
                Candidates.all(text, field.items()).limit(field.maxItems()).forEach(list::add);
                values.set(field.name(), list);
            } else if (field.type() != FieldType.LIST) {
                boolean only = fields.stream().filter(it -> isAlike(it, field)).count() == 1;
                List<JsonNode> found = only ? Candidates.best(text, field) : Candidates.named(text, field);
                found.stream().findFirst().ifPresent(value -> values.set(field.name(), value));
            }
        }
        return values;
    }

    /** Of two alike, a value is for the one whose name is before it. */
    private static boolean isAlike(Field one, Field other) {
        boolean sameType = one.type() == other.type()
                || (one.type().isNumber() && other.type().isNumber());
        return one.equals(other)
                || (sameType && one.type() != FieldType.CHOICE && one.pattern() == null && other.pattern() == null);
    }
}
