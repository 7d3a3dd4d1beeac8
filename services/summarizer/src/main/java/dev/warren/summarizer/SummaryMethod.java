package dev.warren.summarizer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/** How a summary came about. */
@RegisterForReflection
enum SummaryMethod {
    /** A model wrote new sentences; they may say what the text does not. */
    ABSTRACTIVE,
    /** Sentences of the text were selected, word for word. */
    EXTRACTIVE;

    /** The word used in JSON. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #value()}. */
    @JsonCreator
    public static SummaryMethod of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
