package dev.warren.costledger.budgets.model;

/**
 * A budget as it is in the database.
 *
 * @param id never used again for another one
 * @param budget what it says
 */
public record StoredBudget(long id, Budget budget) {}
