package dev.warren.http;

import io.quarkiverse.resteasy.problem.validation.HttpValidationProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Everything that is wrong with the parameters of one request. Not thread-safe. */
public final class ParameterFaults {

    private static final int MOST = 100;

    private final Violation.In where;
    private final List<Violation> found = new ArrayList<>();

    /** Faults of query parameters. */
    public ParameterFaults() {
        this(Violation.In.query);
    }

    /** Faults of what stands there. */
    public ParameterFaults(Violation.In where) {
        this.where = where;
    }

    /** Notes a fault; {@link #refuse()} says it. The first hundred are noted. */
    public void add(String parameter, String message) {
        if (found.size() < MOST) {
            found.add(where.field(parameter).message(message));
        }
    }

    /** Reads an optional parameter; one that cannot be read is a fault with what the reader says, and empty. */
    public <T> Optional<T> read(String parameter, String value, Function<String, T> reader) {
        try {
            return Optional.ofNullable(value).map(reader);
        } catch (IllegalArgumentException e) {
            add(parameter, e.getMessage());
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
        return read(parameter, value, text -> number(text, least, most));
    }

    /** A text that is longer, or that has control characters, is a fault; none is not. */
    public void text(String parameter, String value, int longest) {
        if (value != null && (value.length() > longest || value.chars().anyMatch(Character::isISOControl))) {
            add(parameter, "must have at most %d characters and no control characters".formatted(longest));
        }
    }

    /**
     * Ends the request if there were faults.
     *
     * @throws HttpValidationProblem with status 400, naming each of them
     */
    public void refuse() {
        if (!found.isEmpty()) {
            throw new HttpValidationProblem(Status.BAD_REQUEST.getStatusCode(), title(), found);
        }
    }

    private String title() {
        return where == Violation.In.query ? "The query is invalid" : "The request is invalid";
    }

    private static int number(String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new IllegalArgumentException("must be a whole number from %d to %d".formatted(least, most));
    }
}
