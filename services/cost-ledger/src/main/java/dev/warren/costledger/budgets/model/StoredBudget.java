package dev.warren.costledger.budgets.model;

import dev.warren.costledger.budgets.model.BudgetRefusedException.Reason;

/**
 * A budget as it is in the database.
 *
 * @param id never used again for another one
 * @param budget what it says
 */
public record StoredBudget(long id, Budget budget) {

    /** Refuses a change of another version than the one that is stored. */
    public void expect(long version) {
        if (budget.version() != version) {
            throw new BudgetRefusedException(
                    Reason.OUTDATED,
                    "Budget %s is of version %d, not %d.".formatted(budget.name(), budget.version(), version));
        }
    }
}
