package dev.warren.extractor.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.warren.modelchain.feature.FeatureFaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is to be extracted, and refuses what cannot be. Used once. */
public final class SchemaReader {

    private static final int MOST_FIELDS = 50;
    private static final int MOST_ITEMS = 100;
    private static final int MOST_OPTIONS = 100;
    private static final int LONGEST_VALUE = 10_000;
    private static final int LONGEST_PATTERN = 200;
    private static final java.util.regex.Pattern NAME = java.util.regex.Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    private final FeatureFaults faults;
    private int count;

    private SchemaReader(FeatureFaults faults) {
        this.faults = faults;
    }

    /** The fields, in the order of their names. */
    public static List<Field> read(SchemaSettings schema, FeatureFaults faults) {
        SchemaReader reader = new SchemaReader(faults);
        List<Field> fields = reader.fields(schema.properties(), schema.required(), ".schema");
        faults.demand(!fields.isEmpty(), ".schema.properties", "there must be at least one");
        faults.demand(
                reader.count <= MOST_FIELDS, ".schema", "must not have more than %d fields".formatted(MOST_FIELDS));
        return fields;
    }

    private List<Field> fields(
            Map<String, ? extends SchemaSettings.Value> properties, Optional<List<String>> named, String key) {
        Set<String> required = Set.copyOf(named.orElse(List.of()));
        required.forEach(name -> faults.demand(
                properties.containsKey(name), key + ".required", "'%s' is none of the properties".formatted(name)));
        return properties.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each ->
                        field(each.getKey(), each.getValue(), required.contains(each.getKey()), key + ".properties."))
                .toList();
    }

    private Field field(String name, SchemaSettings.Value value, boolean required, String above) {
        String key = above + name;
        count++;
        faults.demand(
                NAME.matcher(name).matches(),
                key,
                "a name begins with a letter, and has letters, digits, - and _ only");
        FieldType type = type(value, key);
        faults.demand(type != FieldType.OBJECT, key + ".type", "only the items of an array may be objects");
        if (!(value instanceof SchemaSettings.Property property) || type != FieldType.LIST) {
            faults.demand(type != FieldType.LIST, key + ".type", "an object in an array has no arrays");
            return leaf(name, type, value, required, key);
        }
        faults.demand(property.items().isPresent(), key + ".items", "an array needs to say what its items are");
        between(property.maxItems(), MOST_ITEMS, key + ".maxItems");
        Field items =
                property.items().map(element -> items(element, key + ".items")).orElse(null);
        return composed(name, type, value, required, property.maxItems(), items, List.of());
    }

    private Field items(SchemaSettings.Items items, String key) {
        FieldType type = type(items, key);
        if (type != FieldType.OBJECT) {
            faults.demand(type != FieldType.LIST, key + ".type", "an array has no arrays");
            faults.demand(items.properties().isEmpty(), key + ".properties", "only an object has properties");
            return leaf("", type, items, true, key);
        }
        List<Field> fields = fields(items.properties(), items.required(), key);
        faults.demand(!fields.isEmpty(), key + ".properties", "there must be at least one");
        return composed("", type, items, true, 0, null, fields);
    }

    private FieldType type(SchemaSettings.Value value, String key) {
        String named = value.type().orElse(value.options().isPresent() ? "string" : "");
        String format = value.format().orElse("");
        Optional<FieldType> type = FieldType.of(named, format);
        if (type.isEmpty()) {
            boolean known = FieldType.of(named, "").isPresent();
            faults.demand(known, key + ".type", "must be string, number, integer, boolean, array or object");
            faults.demand(!known, key + ".format", "must be date or email, of a string");
        }
        return value.options().isPresent()
                        && type.filter(FieldType.STRING::equals).isPresent()
                ? FieldType.CHOICE
                : type.orElse(FieldType.STRING);
    }

    private Field leaf(String name, FieldType type, SchemaSettings.Value value, boolean required, String key) {
        faults.demand(
                type == FieldType.CHOICE || value.options().isEmpty(),
                key + ".enum",
                "only a string without a format has it");
        value.options().ifPresent(options -> between(options.size(), MOST_OPTIONS, key + ".enum"));
        value.pattern().ifPresent(pattern -> pattern(pattern, type, key + ".pattern"));
        faults.demand(
                type.isNumber() || (value.minimum().isEmpty() && value.maximum().isEmpty()),
                key,
                "only a number has a minimum and a maximum");
        between(value.maxLength(), LONGEST_VALUE, key + ".maxLength");
        faults.demand(
                value.minLength() >= 0 && value.minLength() <= value.maxLength(),
                key + ".minLength",
                "must be from 0 to maxLength");
        faults.demand(type != FieldType.BOOLEAN || !value.locate(), key + ".locate", "yes or no is not in a text");
        return composed(name, type, value, required, 0, null, List.of());
    }

    private void pattern(String pattern, FieldType type, String key) {
        faults.demand(type.isText(), key, "only a string has it");
        faults.demand(
                pattern.length() <= LONGEST_PATTERN,
                key,
                "must not be longer than %d characters".formatted(LONGEST_PATTERN));
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            faults.demand(false, key, "is no expression of RE2: " + e.getDescription());
        }
    }

    private void between(int number, int most, String key) {
        faults.demand(number > 0 && number <= most, key, "must be from 1 to " + most);
    }

    private static Field composed(
            String name,
            FieldType type,
            SchemaSettings.Value value,
            boolean required,
            int maxItems,
            Field items,
            List<Field> fields) {
        return new Field(
                name,
                type,
                value.description().orElse(""),
                required,
                value.locate(),
                value.pattern().orElse(null),
                value.options().orElse(List.of()),
                value.minimum().orElse(null),
                value.maximum().orElse(null),
                value.minLength(),
                value.maxLength(),
                maxItems,
                items,
                fields);
    }
}
