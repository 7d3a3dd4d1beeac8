package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The data of a message that says for which calls a hold is needed, and which of them have no hope now. Every message
 * is complete: a later one replaces it.
 *
 * @param version grows with every change
 * @param hard the scopes of all hard budgets; never null
 * @param exhausted which of them are spent, and for whom; never null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BudgetRules(long version, List<Rule> hard, List<Exhausted> exhausted) {

    /** The CloudEvents {@code type} of the rules. */
    public static final String TYPE = "dev.warren.budget.rules";

    public BudgetRules {
        hard = hard == null ? List.of() : List.copyOf(hard);
        exhausted = exhausted == null ? List.of() : List.copyOf(exhausted);
    }

    /**
     * Which calls a budget covers. A dimension that is null covers all values together; {@code *} covers each value by
     * itself, as a budget of its own; anything else covers that value.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Scope(String userid, String team, String feature, String provider, String model) {}

    /**
     * A hard budget.
     *
     * @param budget its name
     * @param scope which calls it covers
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Rule(String budget, Scope scope) {}

    /**
     * A hard budget that is spent.
     *
     * @param budget its name
     * @param scope for whom: as the budget's, with the value itself instead of every {@code *}
     * @param until when it begins anew; null where it does not
     * @param refused the smallest upper bound of a call for which there was no room: there may be for smaller ones;
     *     null where it is spent for every call
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Exhausted(
            String budget,
            Scope scope,
            Instant until,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal refused) {}
}
