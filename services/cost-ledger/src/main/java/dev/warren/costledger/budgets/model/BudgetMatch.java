package dev.warren.costledger.budgets.model;

/**
 * A budget that covers a call, and its account for it.
 *
 * @param defined the budget
 * @param account for whom
 */
public record BudgetMatch(StoredBudget defined, BudgetScope account) {

    public AccountKey key() {
        return new AccountKey(defined.id(), budget().scope().key(account));
    }

    public Budget budget() {
        return defined.budget();
    }
}
