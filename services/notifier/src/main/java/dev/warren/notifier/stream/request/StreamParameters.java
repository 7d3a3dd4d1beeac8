package dev.warren.notifier.stream.request;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a request, taken literally. Every one is known and has a value, so that a misspelt one does not go
 * unnoticed.
 *
 * @param values the values by name, in the order in which they were given
 */
public record StreamParameters(Map<String, List<String>> values) {

    private static final int MAX_VALUES = 100;
    private static final int MAX_LENGTH = 1024;

    /**
     * Reads a query.
     *
     * @param query percent-encoded; null if there is none
     * @throws io.quarkiverse.resteasy.problem.HttpProblem if it is not as it should be
     */
    public static StreamParameters of(String query, Set<String> known) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                values.computeIfAbsent(known(decoded(parts[0]), known), name -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        values.forEach(StreamParameters::check);
        return new StreamParameters(values);
    }

    /** The different values of a parameter; none if it is not given. */
    Set<String> all(String name) {
        return Set.copyOf(values.getOrDefault(name, List.of()));
    }

    private static String known(String name, Set<String> known) {
        if (!known.contains(name)) {
            throw BadRequestProblem.because(
                    "There is no parameter '%s'. There are: %s.".formatted(shortened(name), String.join(", ", known)));
        }
        return name;
    }

    private static void check(String name, List<String> values) {
        if (values.contains("")) {
            throw BadRequestProblem.because(
                    "The parameter '%s' has no value. Leave it out, or name one.".formatted(name));
        }
        if (values.size() > MAX_VALUES || values.stream().anyMatch(value -> value.length() > MAX_LENGTH)) {
            throw BadRequestProblem.because("The parameter '%s' takes up to %d values of up to %d characters each."
                    .formatted(name, MAX_VALUES, MAX_LENGTH));
        }
    }

    /** Bytes first and then characters, as the decoders at hand make up characters for bytes that are none. */
    private static String decoded(String encoded) {
        try {
            byte[] bytes =
                    URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw BadRequestProblem.because(
                    "The parameters must be UTF-8 and percent-encoded; '%s' is not.".formatted(shortened(encoded)));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 50 ? text : text.substring(0, 50) + "...";
    }
}
