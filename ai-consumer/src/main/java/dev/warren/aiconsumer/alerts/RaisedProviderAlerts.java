package dev.warren.aiconsumer.alerts;

import dev.warren.database.Jdbc;
import dev.warren.database.ServiceDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Which alerts about providers the instances of this service have raised. Thread-safe. */
@ApplicationScoped
class RaisedProviderAlerts {

    private static final String IS_RAISED =
            "SELECT count(*) FROM provider_alert WHERE provider = ? AND kind = ? AND raised_at > ?";
    private static final String RAISED = """
            INSERT INTO provider_alert (provider, kind, raised_at) VALUES (?, ?, ?)
            ON CONFLICT (provider, kind) DO UPDATE SET raised_at = excluded.raised_at""";
    private static final String FORGET = "DELETE FROM provider_alert WHERE provider = ? AND raised_at < ?";

    private final ServiceDatabase database;

    RaisedProviderAlerts(ServiceDatabase database) {
        this.database = database;
    }

    /** Whether an alert of that kind was raised later than then. */
    boolean isRaised(String provider, String kind, Instant after) {
        return database.transact(connection -> Jdbc.number(connection, IS_RAISED, provider, kind, after) > 0);
    }

    /** An alert of that kind is raised. */
    void raised(String provider, String kind, Instant at) {
        database.transact(connection -> Jdbc.update(connection, RAISED, provider, kind, at));
    }

    /** The provider has answered then: what was raised before is over. */
    void forget(String provider, Instant before) {
        database.transact(connection -> Jdbc.update(connection, FORGET, provider, before));
    }
}
