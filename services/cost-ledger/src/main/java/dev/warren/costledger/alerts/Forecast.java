package dev.warren.costledger.alerts;

import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.costledger.budgets.Standing;
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
    static Optional<Occurrence> of(Standing standing, Instant now) {
        return end(standing, now)
                .map(end -> new Occurrence(
                        alert(standing, end),
                        "%s|%s".formatted(Told.account(standing), standing.periodStart()),
                        Told.whom(standing),
                        Told.crowd(standing, KIND)));
    }

    private static Optional<Instant> end(Standing standing, Instant now) {
        BigDecimal used = Told.used(standing);
        if (standing.periodStart() == null
                || standing.resetsAt() == null
                || used.signum() <= 0
                || used.compareTo(standing.limit()) >= 0) {
            return Optional.empty();
        }
        Duration elapsed = Duration.between(standing.periodStart(), now);
        Duration all = Duration.between(standing.periodStart(), standing.resetsAt());
        if (elapsed.multipliedBy(UNKNOWN_PART).compareTo(all) < 0) {
            return Optional.empty();
        }
        BigDecimal seconds = standing.limit()
                .subtract(used)
                .multiply(BigDecimal.valueOf(elapsed.toSeconds()))
                .divide(used, 0, RoundingMode.DOWN);
        return seconds.compareTo(BigDecimal.valueOf(all.toSeconds())) > 0
                ? Optional.empty()
                : Optional.of(now.plusSeconds(seconds.longValueExact())).filter(standing.resetsAt()::isAfter);
    }

    private static Alert alert(Standing standing, Instant end) {
        Map<String, String> details = Told.details(standing);
        details.put("usedUpAt", end.toString());
        String message = "%s has used %s of %s %s. If this goes on it is used up at %s, before its period ends at %s."
                .formatted(
                        Told.name(standing),
                        Told.used(standing).toPlainString(),
                        standing.limit().toPlainString(),
                        standing.budget().currency(),
                        end,
                        standing.resetsAt());
        return new Alert(Severity.WARNING, KIND, message, details);
    }
}
