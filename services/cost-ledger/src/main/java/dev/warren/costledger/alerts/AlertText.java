package dev.warren.costledger.alerts;

import dev.warren.contracts.event.Attribution;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetScope;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The text of alerts about an account. */
final class AlertText {

    private AlertText() {}

    /** What is gone: spent, or not known and assumed. */
    static BigDecimal used(AccountStatus accountStatus) {
        return accountStatus.spent().add(accountStatus.assumed());
    }

    /** Which budget, and for whom. */
    static String name(AccountStatus accountStatus) {
        return "Budget " + accountStatus.budget().name()
                + (BudgetScope.ALL.equals(accountStatus.account()) ? "" : " (" + accountStatus.account() + ")");
    }

    /** The account, in words that no other has. */
    static String account(AccountStatus accountStatus) {
        return "%s|%d".formatted(accountStatus.budget().name(), accountStatus.accountId());
    }

    /** The period, in words that no other of the account has. */
    static String period(AccountStatus accountStatus, Instant now) {
        BudgetPeriod period = accountStatus.budget().period();
        return period.unit() == BudgetPeriod.Unit.ROLLING
                ? Long.toString(now.getEpochSecond() / period.length().toSeconds())
                : String.valueOf(accountStatus.periodStart());
    }

    /** The user and the team whose account it is. */
    static Attribution whom(AccountStatus accountStatus) {
        BudgetScope account = accountStatus.account();
        String user = account.userid() == null ? Attribution.UNATTRIBUTED : account.userid();
        return new Attribution(user, account.team());
    }

    /** The accounts of the budget, where it has many; null where it has one. */
    static AlertGroup crowd(AccountStatus accountStatus, String what) {
        BudgetScope scope = accountStatus.budget().scope();
        String team = BudgetScope.EACH.equals(scope.team()) ? null : scope.team();
        return scope.isEach()
                ? new AlertGroup(
                        accountStatus.budget().name() + "|" + what,
                        accountStatus.account().toString(),
                        team)
                : null;
    }

    /** The figures behind the sentence. */
    static Map<String, String> details(AccountStatus accountStatus) {
        Map<String, String> details = new TreeMap<>();
        details.put("budget", accountStatus.budget().name());
        details.put("kind", accountStatus.budget().kind().word());
        details.put("account", accountStatus.account().toString());
        details.put("spent", accountStatus.spent().toPlainString());
        details.put("assumed", accountStatus.assumed().toPlainString());
        details.put("limit", accountStatus.limit().toPlainString());
        details.put("currency", accountStatus.budget().currency());
        if (accountStatus.refused() != null) {
            details.put("refused", accountStatus.refused().toPlainString());
        }
        if (accountStatus.periodStart() != null) {
            details.put("periodStart", accountStatus.periodStart().toString());
        }
        if (accountStatus.resetsAt() != null) {
            details.put("resetsAt", accountStatus.resetsAt().toString());
        }
        return details;
    }

    /** The same, with the threshold that was reached. */
    static Map<String, String> details(AccountStatus accountStatus, int threshold) {
        Map<String, String> details = details(accountStatus);
        details.put("threshold", Integer.toString(threshold));
        return details;
    }
}
