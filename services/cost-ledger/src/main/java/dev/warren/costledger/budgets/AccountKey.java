package dev.warren.costledger.budgets;

/**
 * Names an account.
 *
 * @param budgetId whose
 * @param key what tells it from the others of that budget
 */
record AccountKey(long budgetId, String key) {}
