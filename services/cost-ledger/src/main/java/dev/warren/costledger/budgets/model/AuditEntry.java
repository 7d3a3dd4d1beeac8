package dev.warren.costledger.budgets.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What was done to a budget.
 *
 * @param id grows
 * @param at when
 * @param budget its name
 * @param action {@code created}, {@code replaced}, {@code deleted}, {@code increased}, {@code reset},
 *     {@code transferred}
 * @param account for whom; null where it was done to all accounts
 * @param amount of an increase or a transfer, negative where it was taken away; null otherwise
 * @param until when an increase or a transfer ends; null where it does not
 * @param who who did it
 * @param why why
 * @param detail what else is worth knowing, for a person; may be empty
 */
public record AuditEntry(
        long id,
        Instant at,
        String budget,
        String action,
        BudgetScope account,
        BigDecimal amount,
        Instant until,
        String who,
        String why,
        String detail) {}
