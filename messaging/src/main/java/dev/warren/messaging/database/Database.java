package dev.warren.messaging.database;

import dev.warren.messaging.EventHandler;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/** The service's database, as far as it may be away. Only in services that have one. Thread-safe. */
@ApplicationScoped
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "postgresql")
public class Database {

    private static final int ANSWER_SECONDS = 5;

    private final AgroalDataSource dataSource;

    Database(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * A handler that holds its message while the database is away and begins anew when it is back: such a message has
     * no fault of its own, so it neither uses up its delays nor ends in the dead letters. What the given handler does
     * must be repeatable, as every handler's work.
     */
    public EventHandler patient(EventHandler handler) {
        return new PatientHandler(handler, this);
    }

    /** Whether the database is what failed, and not the one who asked it. May wait some seconds for its answer. */
    public boolean isAway(Throwable failure) {
        return Outage.isReportedBy(failure) || (Outage.isPossible(failure) && !answers());
    }

    private boolean answers() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
