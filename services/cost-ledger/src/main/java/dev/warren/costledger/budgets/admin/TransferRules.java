package dev.warren.costledger.budgets.admin;

import dev.warren.costledger.budgets.model.AccountRef;
import dev.warren.costledger.budgets.model.BudgetRefusedException;
import dev.warren.costledger.budgets.model.BudgetRefusedException.Reason;
import java.math.BigDecimal;

/** Which transfers are refused. */
final class TransferRules {

    private TransferRules() {}

    static void refuseMismatch(AccountRef giving, AccountRef taking) {
        if (!giving.budget().currency().equals(taking.budget().currency())) {
            throw new BudgetRefusedException(Reason.MISMATCH, "The budgets have different currencies.");
        }
        if (giving.key().equals(taking.key())) {
            throw new BudgetRefusedException(Reason.MISMATCH, "Both are the same account.");
        }
    }

    static void refuseTooMuch(AccountRef giving, BigDecimal left, BigDecimal amount) {
        if (left.compareTo(amount) < 0) {
            throw new BudgetRefusedException(
                    Reason.NOT_ENOUGH,
                    "Budget %s has only %s %s left."
                            .formatted(
                                    giving.budget().name(),
                                    left.max(BigDecimal.ZERO).toPlainString(),
                                    giving.budget().currency()));
        }
    }
}
