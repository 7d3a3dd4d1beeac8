package dev.warren.costledger.alerts;

import dev.warren.amqp.PeriodicTask;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.Alert;
import dev.warren.costledger.alerts.AlertGroupTable.Due;
import dev.warren.costledger.alerts.AlertGroupTable.Summed;
import dev.warren.database.Jdbc;
import dev.warren.database.ServiceDatabase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Makes one alert of all that said the same since the last one: how many they are, and who the first are. What it sums
 * up and the summary are written together. One instance at a time does.
 */
@ApplicationScoped
class AlertSummaries {

    private static final Logger LOG = Logger.getLogger(AlertSummaries.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int NAMED = 5;
    private static final String LOCK = "select case when pg_try_advisory_xact_lock(7003) then 1 else 0 end";

    /** The details that are the same for all. */
    private static final Set<String> SHARED =
            Set.of("budget", "kind", "currency", "threshold", "periodStart", "resetsAt", "hour");

    private final ServiceDatabase database;
    private final Alerts alerts;
    private final AlertSummariesConfig config;
    private final Clock clock;
    private volatile PeriodicTask periodicTask;

    AlertSummaries(ServiceDatabase database, Alerts alerts, AlertSummariesConfig config, Clock clock) {
        this.database = database;
        this.alerts = alerts;
        this.config = config;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        periodicTask = PeriodicTask.start("summaries", PAUSE, this::patiently);
    }

    void onStop(@Observes ShutdownEvent event) {
        periodicTask.close();
    }

    /** While the database is unavailable, what is left for a summary is left there. */
    private void patiently() {
        try {
            database.transact(this::sumUp);
        } catch (RuntimeException e) {
            if (!database.isUnavailable(e)) {
                throw e;
            }
            LOG.debugf("alert summaries failed cause=%s", e);
        }
    }

    private Void sumUp(Connection connection) throws SQLException {
        if (Jdbc.number(connection, LOCK) == 1) {
            Instant now = clock.instant();
            List<Due> due = AlertGroupTable.due(connection, now);
            Set<String> crowds = due.stream().map(Due::crowd).collect(Collectors.toCollection(TreeSet::new));
            if (!crowds.isEmpty()) {
                AlertGroupTable.tell(connection, crowds, now, now.plus(config.summaryInterval()));
            }
            for (Due one : due) {
                sumUp(connection, one, now);
            }
            AlertGroupTable.forget(connection, now);
        }
        return null;
    }

    private void sumUp(Connection connection, Due due, Instant now) throws SQLException {
        String occasion = due.crowd() + "|" + now;
        String id = ContractCodec.alertId(Alerts.SERVICE, due.kind(), occasion);
        List<Summed> first = AlertGroupTable.sumUp(connection, id, due.crowd(), NAMED);
        if (!first.isEmpty()) {
            Attribution whom =
                    new Attribution(Attribution.UNATTRIBUTED, first.getFirst().team());
            alerts.raise(connection, List.of(new AlertTrigger(alert(id, first), occasion, whom, null)));
        }
    }

    /** Says of the first what was said, and of how many others it holds. */
    private static Alert alert(String id, List<Summed> first) {
        Summed one = first.getFirst();
        Map<String, String> details = new TreeMap<>(one.alert().details());
        details.keySet().retainAll(SHARED);
        details.put("alerts", Long.toString(one.number()));
        details.put("first", names(first));
        String message = one.number() == 1
                ? one.alert().message()
                : "%s The same applies to %d more, for example %s. GET /v1/alerts?summary=%s lists them."
                        .formatted(one.alert().message(), one.number() - 1, names(first.subList(1, first.size())), id);
        return new Alert(one.alert().severity(), one.alert().kind(), message, details);
    }

    private static String names(List<Summed> first) {
        return first.stream().map(Summed::member).collect(Collectors.joining("; "));
    }
}
