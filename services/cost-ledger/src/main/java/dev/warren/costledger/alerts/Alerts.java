package dev.warren.costledger.alerts;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.v1.Alert;
import dev.warren.costledger.outbox.Outbox;
import dev.warren.costledger.outbox.OutboxMessage;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Raises alerts, each once for ever: it is recorded together with what it is about and leaves through the outbox, so
 * neither a redelivery nor a crash makes it two or none. Where the same is said of many, the first is told at once and
 * the others together, see {@link AlertSummaries}. Thread-safe.
 */
@ApplicationScoped
class Alerts {

    private static final Logger LOG = Logger.getLogger(Alerts.class);
    static final String SERVICE = "cost-ledger";

    private final Outbox outbox;
    private final AlertSummariesConfig config;
    private final Clock clock;

    Alerts(Outbox outbox, AlertSummariesConfig config, Clock clock) {
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** Raises those that were not raised before, if and when the connection's transaction is committed. */
    void raise(Connection connection, List<AlertTrigger> alertTriggers) throws SQLException {
        Map<String, Raised> byId = new LinkedHashMap<>();
        alertTriggers.forEach(alertTrigger -> {
            Raised raised = raised(alertTrigger);
            byId.putIfAbsent(raised.event().getId(), raised);
        });
        if (byId.isEmpty()) {
            return;
        }
        List<Raised> raised = List.copyOf(byId.values());
        List<Boolean> isAdded =
                AlertTable.add(connection, raised.stream().map(Raised::notice).toList());
        send(
                connection,
                IntStream.range(0, raised.size())
                        .filter(isAdded::get)
                        .mapToObj(raised::get)
                        .toList());
    }

    /** What was said of others a moment ago goes to those whom it is about, and is summed up for everybody else. */
    private void send(Connection connection, List<Raised> news) throws SQLException {
        Set<String> firsts = firsts(connection, news);
        Map<Boolean, List<Raised>> parts = news.stream()
                .collect(Collectors.partitioningBy(
                        one -> one.crowd() != null && !firsts.remove(one.crowd().key())));
        List<Raised> later =
                parts.get(true).stream().map(this::forWhomItIsAbout).toList();
        if (!later.isEmpty()) {
            AlertGroupTable.leave(
                    connection,
                    later.stream()
                            .map(one -> new AlertGroupTable.Later(one.event().getId(), one.crowd()))
                            .toList());
        }
        outbox.add(
                connection,
                Stream.of(parts.get(false), later)
                        .flatMap(List::stream)
                        .map(Raised::departure)
                        .toList());
        parts.get(false).forEach(one -> one.notice().log(LOG));
    }

    private Set<String> firsts(Connection connection, List<Raised> news) throws SQLException {
        Set<String> crowds = news.stream()
                .map(Raised::crowd)
                .filter(Objects::nonNull)
                .map(AlertGroup::key)
                .collect(Collectors.toSet());
        Instant now = clock.instant();
        return crowds.isEmpty()
                ? crowds
                : AlertGroupTable.tell(connection, crowds, now, now.plus(config.summaryInterval()));
    }

    private Raised raised(AlertTrigger alertTrigger) {
        CloudEvent event =
                ContractCodec.alert(SERVICE, alertTrigger.alert(), alertTrigger.occasion(), alertTrigger.whom(), clock);
        return new Raised(event, alertTrigger.alert(), alertTrigger.crowd());
    }

    private Raised forWhomItIsAbout(Raised one) {
        Map<String, String> details = new TreeMap<>(one.alert().details());
        details.put(Alert.SUMMED_UP, "true");
        Alert alert = new Alert(
                one.alert().severity(), one.alert().kind(), one.alert().message(), details);
        return new Raised(ContractCodec.withData(one.event(), alert), alert, one.crowd());
    }

    private record Raised(CloudEvent event, Alert alert, AlertGroup crowd) {

        AlertRecord notice() {
            return new AlertRecord(event.getId(), alert, event.getTime().toInstant());
        }

        OutboxMessage departure() {
            return new OutboxMessage(Topology.ALERTS, Topology.alertKey(alert.severity(), alert.kind()), event);
        }
    }
}
