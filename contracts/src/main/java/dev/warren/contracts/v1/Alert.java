package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;

/**
 * The data of an alert: something that a person should see.
 *
 * @param severity how urgent it is
 * @param kind a stable word for programs, for example {@code usage-unpriced}
 * @param message a sentence for a person: what happened and what to do, without payload
 * @param details values behind the sentence, by name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Alert(Severity severity, String kind, String message, Map<String, String> details) {

    /** The CloudEvents {@code type} of an alert. */
    public static final String TYPE = "dev.warren.alert.raised";

    /** The kind of the alert that dead letters wait for a person. */
    public static final String DEAD_LETTERS_WAITING = "dead-letters-waiting";

    /** The kind of the alert that a provider does not take the key it is given. */
    public static final String PROVIDER_KEY_REFUSED = "provider-key-refused";

    /** The kind of the alert that there is no money left at a provider. */
    public static final String PROVIDER_QUOTA_EXHAUSTED = "provider-quota-exhausted";

    /**
     * The detail of an alert about one of many, whose value is {@code true}: another alert sums it up with those like
     * it, so it is for those alone whom it is about.
     */
    public static final String SUMMED_UP = "summedUp";

    public Alert {
        details = details == null ? Map.of() : Map.copyOf(details);
    }

    /** How urgent an alert is. */
    public enum Severity {
        /** Worth knowing; nothing to do. */
        INFO,
        /** Someone should look today. */
        WARNING,
        /** Someone should look now. */
        CRITICAL;

        /** The word used in routing keys and JSON. */
        @JsonValue
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads {@link #value()}. */
        @JsonCreator
        public static Severity of(String value) {
            return valueOf(value.toUpperCase(Locale.ROOT));
        }
    }
}
