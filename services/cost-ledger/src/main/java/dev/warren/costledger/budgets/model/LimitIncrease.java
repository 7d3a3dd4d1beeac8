package dev.warren.costledger.budgets.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a limit is raised by for a time.
 *
 * @param budgetId whose
 * @param key of which account; null for all of them
 * @param amount below 0 where it is lowered
 * @param until null for ever
 */
public record LimitIncrease(long budgetId, String key, BigDecimal amount, Instant until) {

    boolean counts(long budget, String account, Instant now) {
        return isFor(budget, account) && (until == null || now.isBefore(until));
    }

    boolean isFor(long budget, String account) {
        return budgetId == budget && (key == null || key.equals(account));
    }
}
