package dev.warren.notifier.status;

import dev.warren.messaging.RetryLaterException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Tells a message that cannot be stored from a database that is away. Thread-safe. */
@ApplicationScoped
class Database {

    /** Below the half hour after which a broker takes a message away from its consumer. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private static final Duration POLL = Duration.ofSeconds(1);

    private static final int ANSWER_SECONDS = 5;

    private final AgroalDataSource dataSource;
    private final Clock clock;

    Database(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    boolean answers() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * Returns when the database answers. Of all who wait, one asks.
     *
     * @throws RetryLaterException if it has not answered for so long that the broker would lose patience
     */
    void await() {
        Instant deadline = clock.instant().plus(PATIENCE);
        synchronized (this) {
            while (!answers()) {
                if (clock.instant().isAfter(deadline)) {
                    throw new RetryLaterException("the database does not answer", Set.of());
                }
                pause();
            }
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
