package dev.warren.costledger.budgets.model;

/**
 * Names an account.
 *
 * @param budgetId whose
 * @param key what tells it from the others of that budget
 */
public record AccountKey(long budgetId, String key) {}
