package dev.warren.costledger.alerts;

import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Messages;
import dev.warren.contracts.v1.Topology;
import dev.warren.costledger.outbox.Departure;
import dev.warren.costledger.outbox.Outbox;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Raises alerts, each once for ever: it is recorded together with what it is about and leaves through the outbox, so
 * neither a redelivery nor a crash makes it two or none. Thread-safe.
 */
@ApplicationScoped
class Alerts {

    private static final Logger LOG = Logger.getLogger(Alerts.class);
    private static final String SERVICE = "cost-ledger";

    private final Outbox outbox;
    private final Clock clock;

    Alerts(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Raises those that were not raised before, if and when the connection's transaction is committed. */
    void raise(Connection connection, List<Occurrence> occurrences) throws SQLException {
        Map<String, Raised> byId = new LinkedHashMap<>();
        occurrences.forEach(occurrence -> {
            CloudEvent event = Messages.alert(SERVICE, occurrence.alert(), occurrence.occasion(), clock);
            byId.putIfAbsent(event.getId(), new Raised(event, occurrence.alert()));
        });
        if (byId.isEmpty()) {
            return;
        }
        List<Raised> raised = List.copyOf(byId.values());
        List<Boolean> isAdded =
                AlertTable.add(connection, raised.stream().map(Raised::notice).toList());
        List<Raised> news = IntStream.range(0, raised.size())
                .filter(isAdded::get)
                .mapToObj(raised::get)
                .toList();
        outbox.add(connection, news.stream().map(Raised::departure).toList());
        news.forEach(one -> one.notice().log(LOG));
    }

    private record Raised(CloudEvent event, Alert alert) {

        Notice notice() {
            return new Notice(event.getId(), alert, event.getTime().toInstant());
        }

        Departure departure() {
            return new Departure(Topology.ALERTS, Topology.alertKey(alert.severity(), alert.kind()), event);
        }
    }
}
