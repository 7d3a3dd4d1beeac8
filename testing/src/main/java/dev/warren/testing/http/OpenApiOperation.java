package dev.warren.testing.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.StreamSupport;

/**
 * An operation of an OpenAPI document.
 *
 * @param path with parameters in braces
 * @param single those of the parameters that are no lists
 * @param types the media types of its body, none where it has none
 * @param fields of its body, as far as they are described
 * @param example of its body, missing where there is none
 */
public record OpenApiOperation(
        String method,
        String path,
        List<String> parameters,
        List<String> single,
        List<String> types,
        List<String> fields,
        JsonNode example) {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** All operations of a document. */
    static List<OpenApiOperation> of(JsonNode document) {
        List<OpenApiOperation> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> method.getValue().has("responses"))
                .forEach(method -> operations.add(of(method.getKey(), path.getKey(), method.getValue(), document))));
        return operations;
    }

    private static OpenApiOperation of(String method, String path, JsonNode operation, JsonNode document) {
        List<String> parameters = new ArrayList<>();
        List<String> single = new ArrayList<>();
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                parameters.add(parameter.path("name").asText());
                if (!parameter.at("/schema/type").asText().equals("array")) {
                    single.add(parameter.path("name").asText());
                }
            }
        });
        List<String> types = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        JsonNode contents = operation.at("/requestBody/content");
        contents.fieldNames().forEachRemaining(types::add);
        contents.forEach(content ->
                schema(content, document).path("properties").fieldNames().forEachRemaining(fields::add));
        return new OpenApiOperation(
                method.toUpperCase(Locale.ROOT), path, parameters, single, types, fields, example(contents));
    }

    /** An operation of which nothing is described. */
    static OpenApiOperation of(String method, String path) {
        return new OpenApiOperation(
                method, path, List.of(), List.of(), List.of(), List.of(), MissingNode.getInstance());
    }

    private static JsonNode schema(JsonNode content, JsonNode document) {
        JsonNode schema = content.path("schema");
        return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    private static JsonNode example(JsonNode contents) {
        return StreamSupport.stream(contents.spliterator(), false)
                .flatMap(
                        content -> StreamSupport.stream(content.path("examples").spliterator(), false))
                .map(example -> read(example.path("value")))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static JsonNode read(JsonNode value) {
        try {
            return value.isTextual() ? new ObjectMapper().readTree(value.asText()) : value;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Whether it changes nothing. */
    public boolean isReading() {
        return READING.contains(method);
    }

    /** Whether it takes parameters of the path. */
    public boolean isOfOne() {
        return path.contains("{");
    }

    /** The path, each of its parameters with this value, which is escaped already. */
    public String target(String value) {
        return path.replaceAll("\\{[^}]+}", Matcher.quoteReplacement(value));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
