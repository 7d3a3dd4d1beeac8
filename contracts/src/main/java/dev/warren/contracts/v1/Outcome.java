package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the work of one feature on one event ended, or why it has not ended yet. */
public enum Outcome {
    /** A provider answered; the result carries the output. */
    COMPLETED,
    /** No answer will come unless a person acts; the result carries the error. */
    FAILED,
    /** The event waits in the broker, and another outcome will follow. */
    HELD,
    /** A person replaced the output of a completed result. */
    CORRECTED;

    private static final String TYPE_PREFIX = "dev.warren.result.";

    /** The word used in routing keys, type names and JSON. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The CloudEvents {@code type} of a result with this outcome. */
    public String type() {
        return TYPE_PREFIX + value();
    }

    /**
     * Reads {@link #value()}.
     *
     * @throws IllegalArgumentException if the word names no outcome
     */
    @JsonCreator
    public static Outcome of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    /**
     * Reads {@link #type()}.
     *
     * @throws IllegalArgumentException if the type is not that of a result
     */
    public static Outcome ofType(String type) {
        if (!type.startsWith(TYPE_PREFIX)) {
            throw new IllegalArgumentException("not the type of a result: " + type);
        }
        return of(type.substring(TYPE_PREFIX.length()));
    }
}
