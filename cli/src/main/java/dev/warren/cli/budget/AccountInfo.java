package dev.warren.cli.budget;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Where a budget stands for those values that it counts by themselves.
 *
 * @param account the values; no dimension where the budget counts all together
 * @param limit with the increases that count now
 * @param spent what calls cost, exactly
 * @param assumed at most so much for calls whose cost nobody knows
 * @param held reserved for calls that are under way
 * @param left of the limit
 * @param state ok, warning or exhausted
 * @param resetsAt when the period ends; null where it does not
 */
record AccountInfo(
        ScopeInfo account,
        BigDecimal limit,
        BigDecimal spent,
        BigDecimal assumed,
        BigDecimal held,
        BigDecimal left,
        String state,
        Instant resetsAt) {}
