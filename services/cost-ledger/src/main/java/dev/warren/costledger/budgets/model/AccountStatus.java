package dev.warren.costledger.budgets.model;

import dev.warren.contracts.v1.BudgetState.State;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * How an account stands at one moment. For a hard budget, {@code spent + assumed + held} is at most {@code limit} with
 * everything that the ledger granted.
 *
 * @param accountId the account's id in the database, the same for ever
 * @param budget whose account it is
 * @param account for whom: the budget's scope with values instead of every {@code *}
 * @param limit the budget's limit with the increases that count now
 * @param spent the exact sum of the booked calls of the period
 * @param assumed upper bounds of calls of the period whose cost nobody knows
 * @param held upper bounds of calls that are under way
 * @param refused the smallest upper bound of a call for which there was no room; null while there is room
 * @param state where it stands; never {@code RESTORED}
 * @param periodStart when the period began; null for one that has no beginning
 * @param resetsAt when the period ends; null where it does not end as a whole
 */
public record AccountStatus(
        long accountId,
        Budget budget,
        BudgetScope account,
        BigDecimal limit,
        BigDecimal spent,
        BigDecimal assumed,
        BigDecimal held,
        BigDecimal refused,
        State state,
        Instant periodStart,
        Instant resetsAt) {

    /** What can still be set aside; negative where more was spent than allowed. */
    public BigDecimal left() {
        return limit.subtract(spent).subtract(assumed).subtract(held);
    }

    /** Whether calls are not made for want of money. */
    public boolean blocks() {
        boolean isUsed = spent.add(assumed).signum() > 0;
        return budget.isHard() && state == State.EXHAUSTED && (refused != null || isUsed);
    }
}
