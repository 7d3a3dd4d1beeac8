package dev.warren.messaging.database;

import dev.warren.messaging.EventHandler;
import dev.warren.messaging.RetryLaterException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The service's database, as far as it may be away. Only in services that have one. Thread-safe. */
@ApplicationScoped
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "postgresql")
public class Database {

    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int ANSWER_SECONDS = 5;

    private final AgroalDataSource dataSource;
    private final Clock clock;

    Database(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * A handler that keeps its message while the database is away and begins anew when it is back: such a message has
     * no fault of its own, so it neither uses up its delays nor ends in the dead letters. What the given handler does
     * must be repeatable, as every handler's work.
     */
    public EventHandler patient(EventHandler handler) {
        return new PatientHandler(handler, this, clock);
    }

    /** Whether the database is what failed, and not the one who asked it. May wait some seconds for its answer. */
    public boolean isAway(Throwable failure) {
        return Outage.isReportedBy(failure) || !answers();
    }

    /**
     * Returns a moment later, when the database answers. Of all who wait, one asks.
     *
     * @param tooLate what is thrown if it has not answered until the deadline
     */
    void await(Instant deadline, Supplier<RetryLaterException> tooLate) {
        pause();
        synchronized (this) {
            if (!answers()) {
                LOG.warn("database away, work waits for it");
                poll(deadline, tooLate);
                LOG.info("database back");
            }
        }
    }

    private void poll(Instant deadline, Supplier<RetryLaterException> tooLate) {
        do {
            if (clock.instant().isAfter(deadline)) {
                throw tooLate.get();
            }
            pause();
        } while (!answers());
    }

    private boolean answers() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for the database", e);
        }
    }
}
