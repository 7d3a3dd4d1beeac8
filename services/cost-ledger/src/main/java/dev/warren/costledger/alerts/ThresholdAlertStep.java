package dev.warren.costledger.alerts;

import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.store.AccountStatusStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says that a part of a budget is used up: once per account, threshold and period. That a hard budget has no room for a
 * call is as much as that all of it is used up, and said in its place. A rolling budget's periods are as long as it
 * looks back, one after the other.
 */
@ApplicationScoped
class ThresholdAlertStep implements AccountStatusStep {

    private static final String KIND = "budget-threshold";
    private static final int PERCENT = 2;
    private static final int ALL = 100;
    private static final int MOST = 80;

    private final Alerts alerts;
    private final Clock clock;

    ThresholdAlertStep(Alerts alerts, Clock clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public void changed(Connection connection, List<AccountStatus> changed) throws SQLException {
        Instant now = clock.instant();
        alerts.raise(
                connection,
                changed.stream()
                        .flatMap(accountStatus -> occurrences(accountStatus, now))
                        .toList());
    }

    /** One for each threshold that is reached, and for calls that are not made. */
    static Stream<AlertTrigger> occurrences(AccountStatus accountStatus, Instant now) {
        Stream<Integer> reached =
                accountStatus.budget().thresholds().stream().filter(threshold -> isReached(accountStatus, threshold));
        Stream<Integer> blocked = accountStatus.blocks() ? Stream.of(ALL) : Stream.of();
        return Stream.concat(reached, blocked)
                .distinct()
                .map(threshold -> new AlertTrigger(
                        alert(accountStatus, threshold),
                        "%s|%d|%s"
                                .formatted(
                                        AlertText.account(accountStatus),
                                        threshold,
                                        AlertText.period(accountStatus, now)),
                        AlertText.whom(accountStatus),
                        AlertText.crowd(accountStatus, KIND + "|" + threshold)));
    }

    private static boolean isReached(AccountStatus accountStatus, int threshold) {
        BigDecimal used = AlertText.used(accountStatus);
        return used.signum() > 0
                && used.movePointRight(PERCENT).compareTo(accountStatus.limit().multiply(BigDecimal.valueOf(threshold)))
                        >= 0;
    }

    private static Alert alert(AccountStatus accountStatus, int threshold) {
        String message = "%s has used %s of %s %s, which is %s%s"
                .formatted(
                        AlertText.name(accountStatus),
                        AlertText.used(accountStatus).toPlainString(),
                        accountStatus.limit().toPlainString(),
                        accountStatus.budget().currency(),
                        isReached(accountStatus, threshold)
                                ? threshold + " % or more"
                                : "too little is left for a call that may cost %s"
                                        .formatted(accountStatus.refused().toPlainString()),
                        consequence(accountStatus, threshold));
        return new Alert(severity(threshold), KIND, message, AlertText.details(accountStatus, threshold));
    }

    private static String consequence(AccountStatus accountStatus, int threshold) {
        if (threshold < ALL) {
            return ".";
        }
        return accountStatus.budget().isHard()
                ? "; calls that do not fit are not made."
                : "; it is a soft budget, calls go on.";
    }

    private static Severity severity(int threshold) {
        if (threshold >= ALL) {
            return Severity.CRITICAL;
        }
        return threshold >= MOST ? Severity.WARNING : Severity.INFO;
    }
}
