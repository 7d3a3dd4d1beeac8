package dev.warren.extractor.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Fields as a JSON Schema: to validate with, and as much of it as servers take. */
public final class JsonSchemas {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonSchemas() {}

    /** The whole schema of an object with these fields. */
    public static ObjectNode whole(List<Field> fields) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        fields.forEach(field -> {
            properties.set(field.name(), whole(field));
            if (field.required()) {
                required.add(field.name());
            }
        });
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode whole(Field field) {
        ObjectNode schema = field.type() == FieldType.OBJECT
                ? whole(field.fields())
                : JSON.objectNode().put("type", field.type().type());
        if (!field.description().isEmpty()) {
            schema.put("description", field.description());
        }
        if (field.type().isText()) {
            text(field, schema);
        }
        put(schema, "minimum", field.minimum());
        put(schema, "maximum", field.maximum());
        if (field.items() != null) {
            schema.put("maxItems", field.maxItems()).set("items", whole(field.items()));
        }
        return schema;
    }

    private static void text(Field field, ObjectNode schema) {
        schema.put("minLength", field.minLength()).put("maxLength", field.maxLength());
        if (!field.type().format().isEmpty()) {
            schema.put("format", field.type().format());
        }
        if (field.pattern() != null) {
            schema.put("pattern", field.pattern());
        }
        if (!field.options().isEmpty()) {
            field.options().forEach(schema.putArray("enum")::add);
        }
    }

    private static void put(ObjectNode schema, String keyword, BigDecimal value) {
        if (value != null) {
            schema.put(keyword, value);
        }
    }

    /** What a server is given: types, options and which are required. The rest is in the instructions. */
    public static JsonObjectSchema form(List<Field> fields) {
        JsonObjectSchema.Builder form = JsonObjectSchema.builder().additionalProperties(false);
        fields.forEach(field -> form.addProperty(field.name(), form(field)));
        return form.required(
                        fields.stream().filter(Field::required).map(Field::name).toList())
                .build();
    }

    private static JsonSchemaElement form(Field field) {
        return switch (field.type()) {
            case STRING, DATE, EMAIL -> JsonStringSchema.builder().build();
            case CHOICE -> JsonEnumSchema.builder().enumValues(field.options()).build();
            case NUMBER -> JsonNumberSchema.builder().build();
            case INTEGER -> JsonIntegerSchema.builder().build();
            case BOOLEAN -> JsonBooleanSchema.builder().build();
            case LIST -> JsonArraySchema.builder().items(form(field.items())).build();
            case OBJECT -> form(field.fields());
        };
    }

    /** The fields in the words of a prompt, one on a line. */
    public static String lines(List<Field> fields) {
        return fields.stream()
                .map(field -> "- " + field.name() + (field.required() ? " (required): " : ": ") + whole(field))
                .collect(Collectors.joining("\n"));
    }
}
