package dev.warren.extractor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.warren.contracts.json.Decimals;
import dev.warren.extractor.schema.Field;
import dev.warren.extractor.schema.JsonSchemas;
import dev.warren.extractor.text.Location;
import dev.warren.extractor.text.ValueLocator;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.ReaskException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes an answer only if every value is what the schema of a feature says, and where it is to be located, in the text.
 */
final class AnswerCheck {

    private static final int MOST_FAULTS = 5;
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .regularExpressionFactory(expression -> {
                Pattern pattern = Pattern.compile(expression); // linear, whatever the expression
                return value -> pattern.matcher(value).find();
            })
            .build();

    private final ExtractionRules rules;
    private final JsonSchema schema;

    AnswerCheck(ExtractionRules rules) {
        this.rules = rules;
        this.schema = FACTORY.getSchema(JsonSchemas.whole(rules.fields()), CONFIG);
    }

    /**
     * The answer.
     *
     * @param said whatever a model said; fields that nobody asked for are passed over
     * @param mayOmit whether values that are not in the text may be left out now
     * @throws ReaskException if it is none, with what is wrong
     */
    Answer check(ObjectNode said, String text, boolean mayOmit) {
        ObjectNode fields = known(said, rules.fields());
        List<String> faults = schema.validate(fields).stream()
                .map(fault -> fault.getInstanceLocation() + " (" + fault.getType() + ")")
                .toList();
        refuse(faults, "these values are not what the schema says: ");
        Located located = new Located(text, mayOmit && rules.unlocated() == Unlocated.OMIT);
        located.object(fields, rules.fields(), "");
        refuse(located.missing, "these values are not in the text, letter for letter: ");
        return new Answer(new Extraction(fields, located.locations), null);
    }

    private static void refuse(List<String> faults, String words) {
        if (!faults.isEmpty()) {
            throw new ReaskException(
                    words + faults.stream().distinct().limit(MOST_FAULTS).collect(Collectors.joining(", ")) + ".");
        }
    }

    /** The fields that were asked for, without those that are null. */
    private static ObjectNode known(ObjectNode said, List<Field> fields) {
        ObjectNode known = said.objectNode();
        fields.forEach(field -> {
            JsonNode value = said.get(field.name());
            if (value != null && !value.isNull()) {
                known.set(field.name(), known(value, field));
            }
        });
        return known;
    }

    private static JsonNode known(JsonNode value, Field field) {
        if (value instanceof ObjectNode object) {
            return known(object, field.fields());
        }
        if (value instanceof ArrayNode list && field.items() != null) {
            ArrayNode items = list.arrayNode();
            list.forEach(item -> items.add(known(item, field.items())));
            return items;
        }
        return storable(value);
    }

    private static JsonNode storable(JsonNode value) {
        boolean ends = value.isTextual()
                ? !value.textValue().contains("\0")
                        && value.textValue()
                                .codePoints()
                                .noneMatch(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE)
                : !value.isNumber() || Decimals.isWithinMeasure(value.decimalValue());
        if (!ends) {
            throw new ReaskException("a value has characters or digits that cannot be stored.");
        }
        return value;
    }

    /** Looks for values, and leaves out those that it may. */
    private static final class Located {

        private final ValueLocator locator;
        private final boolean omits;
        private final Map<String, Location> locations = new LinkedHashMap<>();
        private final List<String> missing = new ArrayList<>();

        Located(String text, boolean omits) {
            this.locator = new ValueLocator(text);
            this.omits = omits;
        }

        void object(ObjectNode values, List<Field> fields, String above) {
            for (Field field : fields) {
                JsonNode value = values.get(field.name());
                if (value != null && !isFound(value, field, above + "/" + field.name())) {
                    if (omits && !field.required()) {
                        values.remove(field.name());
                    } else {
                        missing.add(above + "/" + field.name());
                    }
                }
            }
        }

        /** Of lists and objects, it is the parts that are found or not. */
        private boolean isFound(JsonNode value, Field field, String pointer) {
            if (value instanceof ArrayNode list) {
                list(list, field.items(), pointer);
            } else if (value instanceof ObjectNode object) {
                object(object, field.fields(), pointer);
            } else if (field.locate()) {
                Optional<Location> found = locator.find(value, field.type());
                found.ifPresent(location -> locations.put(pointer, location));
                return found.isPresent();
            }
            return true;
        }

        private void list(ArrayNode list, Field items, String pointer) {
            for (int i = 0; i < list.size(); i++) {
                if (!isFound(list.get(i), items, pointer + "/" + i)) {
                    if (omits) {
                        list.remove(i--);
                    } else {
                        missing.add(pointer + "/" + i);
                    }
                }
            }
        }
    }
}
