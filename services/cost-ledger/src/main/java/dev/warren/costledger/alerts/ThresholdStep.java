package dev.warren.costledger.alerts;

import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.costledger.budgets.Standing;
import dev.warren.costledger.budgets.StandingStep;
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
class ThresholdStep implements StandingStep {

    private static final String KIND = "budget-threshold";
    private static final int PERCENT = 2;
    private static final int ALL = 100;
    private static final int MOST = 80;

    private final Alerts alerts;
    private final Clock clock;

    ThresholdStep(Alerts alerts, Clock clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public void changed(Connection connection, List<Standing> changed) throws SQLException {
        Instant now = clock.instant();
        alerts.raise(
                connection,
                changed.stream().flatMap(standing -> occurrences(standing, now)).toList());
    }

    /** One for each threshold that is reached, and for calls that are not made. */
    static Stream<Occurrence> occurrences(Standing standing, Instant now) {
        Stream<Integer> reached =
                standing.budget().thresholds().stream().filter(threshold -> isReached(standing, threshold));
        Stream<Integer> blocked = standing.blocks() ? Stream.of(ALL) : Stream.of();
        return Stream.concat(reached, blocked)
                .distinct()
                .map(threshold -> new Occurrence(
                        alert(standing, threshold),
                        "%s|%d|%s".formatted(Told.account(standing), threshold, Told.period(standing, now)),
                        Told.whom(standing),
                        Told.crowd(standing, KIND + "|" + threshold)));
    }

    private static boolean isReached(Standing standing, int threshold) {
        BigDecimal used = Told.used(standing);
        return used.signum() > 0
                && used.movePointRight(PERCENT).compareTo(standing.limit().multiply(BigDecimal.valueOf(threshold)))
                        >= 0;
    }

    private static Alert alert(Standing standing, int threshold) {
        String message = "%s has used %s of %s %s, which is %s%s"
                .formatted(
                        Told.name(standing),
                        Told.used(standing).toPlainString(),
                        standing.limit().toPlainString(),
                        standing.budget().currency(),
                        isReached(standing, threshold)
                                ? threshold + " % or more"
                                : "too much for a call that may cost %s"
                                        .formatted(standing.refused().toPlainString()),
                        consequence(standing, threshold));
        return new Alert(severity(threshold), KIND, message, Told.details(standing, threshold));
    }

    private static String consequence(Standing standing, int threshold) {
        if (threshold < ALL) {
            return ".";
        }
        return standing.budget().isHard()
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
