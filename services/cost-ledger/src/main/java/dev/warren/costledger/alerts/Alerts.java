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
 * the others together, see {@link Summaries}. Thread-safe.
 */
@ApplicationScoped
class Alerts {

    private static final Logger LOG = Logger.getLogger(Alerts.class);
    static final String SERVICE = "cost-ledger";

    private final Outbox outbox;
    private final SummariesConfig config;
    private final Clock clock;

    Alerts(Outbox outbox, SummariesConfig config, Clock clock) {
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** Raises those that were not raised before, if and when the connection's transaction is committed. */
    void raise(Connection connection, List<Occurrence> occurrences) throws SQLException {
        Map<String, Raised> byId = new LinkedHashMap<>();
        occurrences.forEach(occurrence -> {
            Raised raised = raised(occurrence);
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
            CrowdTable.leave(
                    connection,
                    later.stream()
                            .map(one -> new CrowdTable.Later(one.event().getId(), one.crowd()))
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
                .map(Crowd::key)
                .collect(Collectors.toSet());
        Instant now = clock.instant();
        return crowds.isEmpty() ? crowds : CrowdTable.tell(connection, crowds, now, now.plus(config.together()));
    }

    private Raised raised(Occurrence occurrence) {
        CloudEvent event = Messages.alert(SERVICE, occurrence.alert(), occurrence.occasion(), occurrence.whom(), clock);
        return new Raised(event, occurrence.alert(), occurrence.crowd());
    }

    private Raised forWhomItIsAbout(Raised one) {
        Map<String, String> details = new TreeMap<>(one.alert().details());
        details.put(Alert.SUMMED_UP, "true");
        Alert alert = new Alert(
                one.alert().severity(), one.alert().kind(), one.alert().message(), details);
        return new Raised(Messages.withData(one.event(), alert), alert, one.crowd());
    }

    private record Raised(CloudEvent event, Alert alert, Crowd crowd) {

        Notice notice() {
            return new Notice(event.getId(), alert, event.getTime().toInstant());
        }

        Departure departure() {
            return new Departure(Topology.ALERTS, Topology.alertKey(alert.severity(), alert.kind()), event);
        }
    }
}
