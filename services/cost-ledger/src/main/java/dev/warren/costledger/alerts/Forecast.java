package dev.warren.costledger.alerts;

import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.costledger.budgets.model.AccountStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a budget ends before its period does, if it goes on as it went since the period began. A tenth of the period
 * has to be over: before that, nobody knows. Pure.
 */
final class Forecast {

    private static final String KIND = "budget-forecast";
    private static final int UNKNOWN_PART = 10;

    private Forecast() {}

    /** The alert of an account, empty where the budget lasts, is used up already, or has no end to reach. */
    static Optional<AlertTrigger> of(AccountStatus accountStatus, Instant now) {
        return end(accountStatus, now)
                .map(end -> new AlertTrigger(
                        alert(accountStatus, end),
                        "%s|%s".formatted(AlertText.account(accountStatus), accountStatus.periodStart()),
                        AlertText.whom(accountStatus),
                        AlertText.crowd(accountStatus, KIND)));
    }

    private static Optional<Instant> end(AccountStatus accountStatus, Instant now) {
        BigDecimal used = AlertText.used(accountStatus);
        if (accountStatus.periodStart() == null
                || accountStatus.resetsAt() == null
                || used.signum() <= 0
                || used.compareTo(accountStatus.limit()) >= 0) {
            return Optional.empty();
        }
        Duration elapsed = Duration.between(accountStatus.periodStart(), now);
        Duration all = Duration.between(accountStatus.periodStart(), accountStatus.resetsAt());
        if (elapsed.multipliedBy(UNKNOWN_PART).compareTo(all) < 0) {
            return Optional.empty();
        }
        BigDecimal seconds = accountStatus
                .limit()
                .subtract(used)
                .multiply(BigDecimal.valueOf(elapsed.toSeconds()))
                .divide(used, 0, RoundingMode.DOWN);
        return seconds.compareTo(BigDecimal.valueOf(all.toSeconds())) > 0
                ? Optional.empty()
                : Optional.of(now.plusSeconds(seconds.longValueExact())).filter(accountStatus.resetsAt()::isAfter);
    }

    private static Alert alert(AccountStatus accountStatus, Instant end) {
        Map<String, String> details = AlertText.details(accountStatus);
        details.put("usedUpAt", end.toString());
        String message = "%s has used %s of %s %s. At this rate it is exhausted at %s, before the period ends at %s."
                .formatted(
                        AlertText.name(accountStatus),
                        AlertText.used(accountStatus).toPlainString(),
                        accountStatus.limit().toPlainString(),
                        accountStatus.budget().currency(),
                        end,
                        accountStatus.resetsAt());
        return new Alert(Severity.WARNING, KIND, message, details);
    }
}
