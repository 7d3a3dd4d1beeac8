package dev.warren.costledger.booking;

import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.contracts.v1.Messages;
import dev.warren.contracts.v1.Topology;
import dev.warren.costledger.booking.Charge.Reason;
import dev.warren.messaging.ConfirmedPublisher;
import dev.warren.messaging.Publishing;
import io.cloudevents.CloudEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Says that calls are not priced: once per model, reason and day (UTC) of the call, over all instances. */
@ApplicationScoped
class UnpricedAlerts {

    private static final String SERVICE = "cost-ledger";
    private static final String KIND = "usage-unpriced";

    private static final int MAX_REMEMBERED = 1_000;

    private static final String RECORD = """
            insert into alert (id, kind, message)
            select ?, ?, ? where pg_try_advisory_xact_lock(hashtextextended(?, 0))
            on conflict do nothing
            """;

    private static final String IS_RECORDED = "select 1 from alert where id = ?";

    private final DataSource database;
    private final Clock clock;
    private final ConfirmedPublisher alerts;

    /** Ids of alerts that need nothing more; forgetting them costs a question to the database. */
    private final Set<String> raised = ConcurrentHashMap.newKeySet();

    @Inject
    UnpricedAlerts(
            DataSource database,
            Clock clock,
            Publishing publishing,
            @Channel(Topology.ALERTS) MutinyEmitter<byte[]> emitter) {
        this.database = database;
        this.clock = clock;
        this.alerts = publishing.over(emitter);
    }

    /**
     * Publishes the alert unless it was published before. Who comes second at the same moment leaves it to the first,
     * who throws if it fails and is then called again for the same usage. A crash between the broker's confirm and the
     * commit publishes it again, with the same id.
     */
    @Transactional
    void raise(Usage usage, Reason reason) throws SQLException {
        LocalDate day = LocalDate.ofInstant(usage.at(), ZoneOffset.UTC);
        String model = usage.model();
        Alert alert = alert(usage, reason, day);
        CloudEvent event = Messages.alert(SERVICE, alert, "%s|%s|%s".formatted(model, reason.word(), day), clock);
        if (raised.contains(event.getId())) {
            return;
        }
        if (isFirst(event.getId(), alert)) {
            alerts.publish(event, Topology.alertKey(alert.severity(), alert.kind()));
        } else if (isRecorded(event.getId())) {
            remember(event.getId());
        }
    }

    private void remember(String id) {
        if (raised.size() >= MAX_REMEMBERED) {
            raised.clear();
        }
        raised.add(id);
    }

    private boolean isRecorded(String id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(IS_RECORDED)) {
            query.setString(1, id);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    private boolean isFirst(String id, Alert alert) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(RECORD)) {
            insert.setString(1, id);
            insert.setString(2, alert.kind());
            insert.setString(3, alert.message());
            insert.setString(4, id);
            return insert.executeUpdate() == 1;
        }
    }

    private static Alert alert(Usage usage, Reason reason, LocalDate day) {
        String provider = usage.provider();
        String model = usage.model();
        String message =
                switch (reason) {
                    case UNKNOWN_MODEL ->
                        "No price is known for model %s of provider %s; its calls are booked as unpriced. Add it to the price list."
                                .formatted(model, provider);
                    case UNKNOWN_TOKENS ->
                        "Provider %s did not say how many tokens a call to model %s used; such calls are booked as unpriced."
                                .formatted(provider, model);
                };
        Map<String, String> details =
                Map.of("provider", provider, "model", model, "reason", reason.word(), "day", day.toString());
        return new Alert(Severity.WARNING, KIND, message, details);
    }
}
