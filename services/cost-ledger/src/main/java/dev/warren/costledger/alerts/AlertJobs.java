package dev.warren.costledger.alerts;

import dev.warren.amqp.PeriodicTask;
import dev.warren.costledger.budgets.admin.Budgets;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.database.ServiceDatabase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/**
 * Looks, once a minute, for what no single booking tells: forecasts and anomalies. Each instance does; it is harmless.
 */
@ApplicationScoped
class AlertJobs {

    private static final Logger LOG = Logger.getLogger(AlertJobs.class);
    private static final Duration FORECASTS = Duration.ofMinutes(1);
    private static final Duration ANOMALIES = Duration.ofMinutes(5);
    private static final int AT_A_TIME = 500;

    private final ServiceDatabase database;
    private final Budgets budgets;
    private final Anomalies anomalies;
    private final Alerts alerts;
    private final Clock clock;
    private final List<PeriodicTask> tasks = new CopyOnWriteArrayList<>();

    AlertJobs(ServiceDatabase database, Budgets budgets, Anomalies anomalies, Alerts alerts, Clock clock) {
        this.database = database;
        this.budgets = budgets;
        this.anomalies = anomalies;
        this.alerts = alerts;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        tasks.add(PeriodicTask.start("forecasts", FORECASTS, () -> patiently(this::forecast)));
        tasks.add(PeriodicTask.start("anomalies", ANOMALIES, () -> patiently(this::compare)));
    }

    void onStop(@Observes ShutdownEvent event) {
        tasks.forEach(PeriodicTask::close);
    }

    /** Raises what burn rates say now. */
    void forecast() {
        List<AlertTrigger> forecasts = forecasts(clock.instant());
        database.transact(connection -> {
            alerts.raise(connection, forecasts);
            return null;
        });
    }

    /** Raises what this hour and the last one say beside those before. */
    void compare() {
        database.transact(connection -> {
            alerts.raise(connection, anomalies.around(connection, clock.instant()));
            return null;
        });
    }

    /** While the database is unavailable, there is nothing to see. */
    private void patiently(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            if (!database.isUnavailable(e)) {
                throw e;
            }
            LOG.debugf("alert check failed cause=%s", e);
        }
    }

    private List<AlertTrigger> forecasts(Instant now) {
        List<AlertTrigger> found = new ArrayList<>();
        for (Budget budget : budgets.list()) {
            int offset = 0;
            boolean isMore = true;
            while (isMore) {
                List<AccountStatus> some = budgets.accounts(budget.name(), AT_A_TIME, offset);
                List<AlertTrigger> endSoon = some.stream()
                        .map(standing -> Forecast.of(standing, now))
                        .flatMap(Optional::stream)
                        .toList();
                found.addAll(endSoon);
                offset += AT_A_TIME;
                isMore = some.size() == AT_A_TIME && isWorthOn(some, endSoon);
            }
        }
        return found;
    }

    /**
     * Accounts are sorted by spend, descending: once a page has no account that runs out before its period ends, and
     * not all of its accounts are exhausted, later pages have none either.
     */
    private static boolean isWorthOn(List<AccountStatus> some, List<AlertTrigger> endSoon) {
        return !endSoon.isEmpty()
                || some.stream().allMatch(standing -> AlertText.used(standing).compareTo(standing.limit()) >= 0);
    }
}
