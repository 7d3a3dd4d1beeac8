package dev.warren.deadletters.queue;

import com.rabbitmq.client.LongString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The headers of a message, which may be an outside program's: what is not of the expected kind counts as absent.
 *
 * @param values by name; never null
 */
public record MessageHeaders(Map<String, Object> values) {

    private static final int DEEPEST = 8;
    private static final String TOO_DEEP = "...";

    public MessageHeaders {
        values = values == null ? Map.of() : values;
    }

    public Optional<String> text(String name) {
        Object value = values.get(name);
        return value instanceof LongString || value instanceof String
                ? Optional.of(value.toString())
                : Optional.empty();
    }

    Optional<Integer> number(String name) {
        return values.get(name) instanceof Number number ? Optional.of(number.intValue()) : Optional.empty();
    }

    Optional<Instant> time(String name) {
        return values.get(name) instanceof Date date ? Optional.of(date.toInstant()) : Optional.empty();
    }

    public List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The first of several tables. */
    public Optional<MessageHeaders> table(String name) {
        return values.get(name) instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Map<?, ?> table
                ? Optional.of(new MessageHeaders(named(table)))
                : Optional.empty();
    }

    /** All of them in JSON's kinds. */
    public Map<String, Object> plain() {
        Map<String, Object> plain = new TreeMap<>();
        values.forEach((name, value) -> plain.put(name, plain(value, 1)));
        return plain;
    }

    private static Object plain(Object value, int depth) {
        if (depth > DEEPEST) {
            return TOO_DEEP;
        }
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag;
            case Number number -> number;
            case Date date -> date.toInstant().toString();
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case LongString text -> new String(text.getBytes(), StandardCharsets.UTF_8);
            case List<?> list ->
                list.stream().map(element -> plain(element, depth + 1)).toList();
            case Map<?, ?> table -> plainTable(table, depth);
            default -> value.toString();
        };
    }

    private static Map<String, Object> plainTable(Map<?, ?> table, int depth) {
        Map<String, Object> plain = new LinkedHashMap<>();
        named(table).forEach((name, value) -> plain.put(name, plain(value, depth + 1)));
        return plain;
    }

    private static Map<String, Object> named(Map<?, ?> table) {
        Map<String, Object> named = new LinkedHashMap<>();
        table.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }
}
