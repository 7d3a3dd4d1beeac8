package dev.warren.costledger.alerts;

import dev.warren.contracts.v1.Attribution;
import dev.warren.costledger.budgets.Period;
import dev.warren.costledger.budgets.Scope;
import dev.warren.costledger.budgets.Standing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** How a person is told about an account. */
final class Told {

    private Told() {}

    /** What is gone: spent, or not known and assumed. */
    static BigDecimal used(Standing standing) {
        return standing.spent().add(standing.assumed());
    }

    /** Which budget, and for whom. */
    static String name(Standing standing) {
        return "Budget " + standing.budget().name()
                + (Scope.ALL.equals(standing.account()) ? "" : " (" + standing.account() + ")");
    }

    /** The account, in words that no other has. */
    static String account(Standing standing) {
        return "%s|%d".formatted(standing.budget().name(), standing.accountId());
    }

    /** The period, in words that no other of the account has. */
    static String period(Standing standing, Instant now) {
        Period period = standing.budget().period();
        return period.unit() == Period.Unit.ROLLING
                ? Long.toString(now.getEpochSecond() / period.length().toSeconds())
                : String.valueOf(standing.periodStart());
    }

    /** The user and the team whose account it is. */
    static Attribution whom(Standing standing) {
        Scope account = standing.account();
        String user = account.userid() == null ? Attribution.UNATTRIBUTED : account.userid();
        return new Attribution(user, account.team());
    }

    /** The accounts of the budget, where it has many; null where it has one. */
    static Crowd crowd(Standing standing, String what) {
        Scope scope = standing.budget().scope();
        String team = Scope.EACH.equals(scope.team()) ? null : scope.team();
        return scope.isEach()
                ? new Crowd(
                        standing.budget().name() + "|" + what,
                        standing.account().toString(),
                        team)
                : null;
    }

    /** The figures behind the sentence. */
    static Map<String, String> details(Standing standing) {
        Map<String, String> details = new TreeMap<>();
        details.put("budget", standing.budget().name());
        details.put("kind", standing.budget().kind().word());
        details.put("account", standing.account().toString());
        details.put("spent", standing.spent().toPlainString());
        details.put("assumed", standing.assumed().toPlainString());
        details.put("limit", standing.limit().toPlainString());
        details.put("currency", standing.budget().currency());
        if (standing.refused() != null) {
            details.put("refused", standing.refused().toPlainString());
        }
        if (standing.periodStart() != null) {
            details.put("periodStart", standing.periodStart().toString());
        }
        if (standing.resetsAt() != null) {
            details.put("resetsAt", standing.resetsAt().toString());
        }
        return details;
    }

    /** The same, with the threshold that was reached. */
    static Map<String, String> details(Standing standing, int threshold) {
        Map<String, String> details = details(standing);
        details.put("threshold", Integer.toString(threshold));
        return details;
    }
}
