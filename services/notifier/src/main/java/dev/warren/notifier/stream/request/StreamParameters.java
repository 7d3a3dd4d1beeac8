package dev.warren.notifier.stream.request;

import dev.warren.http.problem.Fault;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;
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
            throw fault(shortened(name), FaultCode.UNKNOWN, "is none of " + String.join(", ", known));
        }
        return name;
    }

    private static void check(String name, List<String> values) {
        if (values.contains("")) {
            throw fault(name, FaultCode.REQUIRED, "has no value: leave it out, or give one");
        }
        if (values.size() > MAX_VALUES || values.stream().anyMatch(value -> value.length() > MAX_LENGTH)) {
            throw fault(
                    name,
                    FaultCode.TOO_LONG,
                    "must have at most %d values of at most %d characters".formatted(MAX_VALUES, MAX_LENGTH));
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
            throw fault(shortened(encoded), FaultCode.INVALID, "must be percent-encoded UTF-8");
        }
    }

    /** A problem with one fault. */
    static HttpProblem fault(String parameter, FaultCode code, String detail) {
        Fault fault = new Fault(parameter, code, detail);
        return ProblemType.INVALID_QUERY.problem(fault + ".", List.of(fault));
    }

    private static String shortened(String text) {
        return text.length() <= 50 ? text : text.substring(0, 50) + "...";
    }
}
