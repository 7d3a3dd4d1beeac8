package dev.warren.costledger.budgets.model;

import dev.warren.costledger.budgets.model.BudgetRefusedException.Reason;

/**
 * A reference to one account of a budget.
 *
 * @param defined whose
 * @param account for whom
 */
public record AccountRef(StoredBudget defined, BudgetScope account) {

    /** The account of that name, or the only one where it is null. */
    public static AccountRef of(StoredBudget defined, BudgetScope account) {
        BudgetScope scope = defined.budget().scope();
        BudgetScope named = account == null && !scope.isEach() ? scope : account;
        if (named == null || !scope.has(named)) {
            throw new BudgetRefusedException(
                    Reason.NO_ACCOUNT,
                    "Budget %s has %s."
                            .formatted(
                                    defined.budget().name(),
                                    named == null ? "several accounts: name one" : "no account for " + named));
        }
        return new AccountRef(defined, named);
    }

    public Budget budget() {
        return defined.budget();
    }

    public AccountKey key() {
        return new AccountKey(defined.id(), budget().scope().key(account));
    }
}
