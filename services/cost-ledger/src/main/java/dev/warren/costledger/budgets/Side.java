package dev.warren.costledger.budgets;

import dev.warren.costledger.budgets.BudgetRefusedException.Reason;

/**
 * One account that somebody named.
 *
 * @param defined whose
 * @param account for whom
 */
record Side(Defined defined, Scope account) {

    /** The account of that name, or the only one where it is null. */
    static Side of(Defined defined, Scope account) {
        Scope scope = defined.budget().scope();
        Scope named = account == null && !scope.isEach() ? scope : account;
        if (named == null || !scope.has(named)) {
            throw new BudgetRefusedException(
                    Reason.NO_ACCOUNT,
                    "Budget %s has %s."
                            .formatted(
                                    defined.budget().name(),
                                    named == null ? "several accounts: name one" : "no account for " + named));
        }
        return new Side(defined, named);
    }

    Budget budget() {
        return defined.budget();
    }

    AccountKey key() {
        return new AccountKey(defined.id(), budget().scope().key(account));
    }
}
