package dev.warren.testing.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * An operation of an OpenAPI document.
 *
 * @param path with parameters in braces
 * @param types the media types of its body, none where it has none
 */
public record Operation(String method, String path, List<String> parameters, List<String> types) {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** All operations of a document. */
    static List<Operation> of(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> method.getValue().has("responses"))
                .forEach(method -> operations.add(of(method.getKey(), path.getKey(), method.getValue()))));
        return operations;
    }

    private static Operation of(String method, String path, JsonNode operation) {
        List<String> parameters = new ArrayList<>();
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                parameters.add(parameter.path("name").asText());
            }
        });
        List<String> types = new ArrayList<>();
        operation.at("/requestBody/content").fieldNames().forEachRemaining(types::add);
        return new Operation(method.toUpperCase(Locale.ROOT), path, parameters, types);
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
