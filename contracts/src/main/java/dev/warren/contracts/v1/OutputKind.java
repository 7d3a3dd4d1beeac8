package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a feature produces. */
public enum OutputKind {
    /** {@link Output.Classification}. */
    CLASSIFICATION,
    /** {@link Output.Summary}. */
    SUMMARY;

    /** The word used in JSON. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #value()}. */
    @JsonCreator
    public static OutputKind of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
