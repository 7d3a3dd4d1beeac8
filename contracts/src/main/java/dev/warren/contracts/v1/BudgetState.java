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
 * The data of a budget message: where a budget stands. Amounts are text in JSON, so that no reader makes floats of
 * them.
 *
 * @param budget the budget's name
 * @param scope what it covers, for example {@code user} or {@code feature}
 * @param state where it stands
 * @param currency ISO 4217
 * @param limit how much may be spent in the period
 * @param spent how much has been spent in the period
 * @param hard whether calls are refused once it is exhausted
 * @param resetsAt when the period ends; null for a budget without one
 * @param account for whom, where the budget covers values each by itself: its scope, with the value itself instead of
 *     every {@code *}; null for a budget that has one account
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record BudgetState(
        String budget,
        String scope,
        State state,
        String currency,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal limit,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal spent,
        boolean hard,
        Instant resetsAt,
        BudgetRules.Scope account) {

    /** The CloudEvents {@code type} of a budget message. */
    public static final String TYPE = "dev.warren.budget.changed";

    /** Where a budget stands. */
    public enum State {
        /** Below every threshold. */
        OK,
        /** A threshold below the limit was crossed. */
        WARNING,
        /** Nothing is left: with a hard budget, events wait. */
        EXHAUSTED,
        /** There is room again: waiting events are released. */
        RESTORED;

        /** The word used in routing keys and JSON. */
        @JsonValue
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads {@link #value()}. */
        @JsonCreator
        public static State of(String value) {
            return valueOf(value.toUpperCase(Locale.ROOT));
        }
    }
}
