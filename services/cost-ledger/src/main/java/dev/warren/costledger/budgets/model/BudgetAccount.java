package dev.warren.costledger.budgets.model;

import dev.warren.contracts.v1.BudgetState.State;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * An account as it was last judged.
 *
 * @param id its own
 * @param defined whose
 * @param key what tells it from the others of that budget
 * @param refused the smallest bound for which there was no room; null while there is room
 * @param state where it stands
 * @param stateNo grows with every change of state
 * @param resetAt since when it counts; null where it always has
 */
public record BudgetAccount(
        long id, StoredBudget defined, String key, BigDecimal refused, State state, int stateNo, Instant resetAt) {

    /** Whether it has forgotten what was booked or assumed at a moment, null for now, as it does when it is reset. */
    public boolean hasForgotten(Instant then) {
        return resetAt != null && then != null && then.isBefore(resetAt);
    }

    public Budget budget() {
        return defined.budget();
    }

    public BudgetScope scope() {
        return budget().scope().account(key);
    }
}
