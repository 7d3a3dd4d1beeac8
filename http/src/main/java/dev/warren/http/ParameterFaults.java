package dev.warren.http;

import dev.warren.http.problem.Fault;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.FaultCollector;
import dev.warren.http.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Everything that is wrong with the parameters of one request. Not thread-safe. */
public final class ParameterFaults implements FaultCollector {

    private static final int MOST = 100;

    private final ProblemType type;
    private final List<Fault> found = new ArrayList<>();

    /** Faults of query parameters. */
    public ParameterFaults() {
        this(ProblemType.INVALID_QUERY);
    }

    /** Faults that end the request with a problem of this type. */
    public ParameterFaults(ProblemType type) {
        this.type = type;
    }

    /** Notes a fault for {@link #refuse()}; the first hundred are noted. */
    @Override
    public void add(String parameter, FaultCode code, String detail) {
        if (found.size() < MOST) {
            found.add(new Fault(parameter, code, detail));
        }
    }

    /** A text that is missing or blank is a fault. */
    public void require(String parameter, String value) {
        if (value == null || value.isBlank()) {
            add(parameter, FaultCode.REQUIRED, "is required");
        }
    }

    /** Reads an optional parameter; one that cannot be read is a fault with what the reader says, and empty. */
    public <T> Optional<T> read(String parameter, String value, Function<String, T> reader) {
        try {
            return Optional.ofNullable(value).map(reader);
        } catch (IllegalArgumentException e) {
            add(parameter, FaultCode.INVALID, e.getMessage());
            return Optional.empty();
        }
    }

    /** Reads a list parameter, in which each bad part is a fault. */
    public <T> List<T> readAll(String parameter, List<String> values, Function<String, T> reader) {
        return values.stream()
                .flatMap(value -> read(parameter, value, reader).stream())
                .toList();
    }

    /** Reads an optional whole number within bounds; anything else is a fault, and empty. */
    public Optional<Integer> number(String parameter, String value, int least, int most) {
        Optional<Integer> number = read(parameter, value, ParameterFaults::number);
        number.filter(read -> read < least || read > most)
                .ifPresent(
                        read -> add(parameter, FaultCode.OUT_OF_RANGE, "must be from %d to %d".formatted(least, most)));
        return number;
    }

    /** A text that is longer, or that has control characters, is a fault; none is not. */
    public void text(String parameter, String value, int longest) {
        if (value != null && value.length() > longest) {
            add(parameter, FaultCode.TOO_LONG, "must have at most %d characters".formatted(longest));
        } else if (value != null && value.chars().anyMatch(Character::isISOControl)) {
            add(parameter, FaultCode.INVALID, "must not contain control characters");
        }
    }

    /**
     * Ends the request if there were faults.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem naming each of them
     */
    public void refuse() {
        if (!found.isEmpty()) {
            throw type.problem(Fault.sentence(found), found);
        }
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number", e);
        }
    }
}
