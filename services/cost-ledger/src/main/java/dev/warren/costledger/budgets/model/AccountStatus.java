package dev.warren.costledger.budgets.model;

import dev.warren.contracts.v1.BudgetState.State;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The status of an account at one moment. For a hard budget, {@code spent + assumed + held} is at most {@code limit}
 * with everything that the ledger granted.
 *
 * @param accountId the account's id in the database, the same for ever
 * @param budget the budget of the account
 * @param account the budget's scope with a value instead of every {@code *}
 * @param limit the budget's limit with the increases that count now
 * @param spent the exact sum of the booked calls of the period
 * @param assumed upper bounds of the period's calls with unknown cost
 * @param held upper bounds of calls in flight
 * @param refused the smallest upper bound of a call that got no hold; null while every call gets one
 * @param state the state; never {@code RESTORED}
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

    /** What can still be reserved; negative where more was spent than allowed. */
    public BigDecimal left() {
        return limit.subtract(spent).subtract(assumed).subtract(held);
    }

    /** Whether calls are not made for want of money. */
    public boolean blocks() {
        boolean isUsed = spent.add(assumed).signum() > 0;
        return budget.isHard() && state == State.EXHAUSTED && (refused != null || isUsed);
    }
}
