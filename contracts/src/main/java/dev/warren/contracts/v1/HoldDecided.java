package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/**
 * The data of the ledger's answer to {@link HoldRequested}.
 *
 * @param callId the call's id
 * @param decision whether the call may be made
 * @param amount the upper bound of what the call costs; null where no price is known
 * @param currency ISO 4217; null where no price is known
 * @param budget the budget that does not allow the call; null where all do
 * @param until when that budget begins anew; null where it does not, or all allow the call
 * @param message why not, for a person; null where the call may be made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HoldDecided(
        String callId,
        Decision decision,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount,
        String currency,
        String budget,
        Instant until,
        String message) {

    /** The CloudEvents {@code type} of a decision. */
    public static final String TYPE = "dev.warren.hold.decided";

    /** Whether a call may be made. */
    public enum Decision {
        /** The money is reserved: make the call. */
        GRANTED,
        /** What is left is reserved for other calls, which may cost less: ask again soon. */
        BUSY,
        /** The budget is spent. */
        EXHAUSTED,
        /**
         * The call may cost more than the budget ever has: waiting is of no use, another limit or a shorter text is.
         */
        TOO_LARGE,
        /** A hard budget covers the call, and nobody knows what it may cost. */
        UNPRICED;

        /** The word used in JSON. */
        @JsonValue
        public String value() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Reads {@link #value()}. */
        @JsonCreator
        public static Decision of(String value) {
            return valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
