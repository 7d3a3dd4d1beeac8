package dev.warren.costledger.budgets;

/**
 * A budget that covers a call, and its account for it.
 *
 * @param defined the budget
 * @param account for whom
 */
record BudgetMatch(StoredBudget defined, BudgetScope account) {

    AccountKey key() {
        return new AccountKey(defined.id(), budget().scope().key(account));
    }

    Budget budget() {
        return defined.budget();
    }
}
