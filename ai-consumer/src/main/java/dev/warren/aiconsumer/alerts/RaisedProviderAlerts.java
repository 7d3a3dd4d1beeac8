package dev.warren.aiconsumer.alerts;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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

    private final AgroalDataSource dataSource;

    RaisedProviderAlerts(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether an alert of that kind was raised later than then. */
    boolean isRaised(String provider, String kind, Instant after) {
        return with(IS_RAISED, sql -> {
            sql.setString(1, provider);
            sql.setString(2, kind);
            sql.setTimestamp(3, Timestamp.from(after));
            try (ResultSet rows = sql.executeQuery()) {
                return rows.next() && rows.getInt(1) > 0;
            }
        });
    }

    /** An alert of that kind is raised. */
    void raised(String provider, String kind, Instant at) {
        with(RAISED, sql -> {
            sql.setString(1, provider);
            sql.setString(2, kind);
            sql.setTimestamp(3, Timestamp.from(at));
            return sql.executeUpdate();
        });
    }

    /** The provider has answered then: what was raised before is over. */
    void forget(String provider, Instant before) {
        with(FORGET, sql -> {
            sql.setString(1, provider);
            sql.setTimestamp(2, Timestamp.from(before));
            return sql.executeUpdate();
        });
    }

    private <T> T with(String statement, Use<T> use) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement sql = connection.prepareStatement(statement)) {
            return use.of(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer (%s)".formatted(e.getSQLState()), e);
        }
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement sql) throws SQLException;
    }
}
