package dev.warren.modelchain.store;

import dev.warren.database.Jdbc;
import dev.warren.database.NotWrittenException;
import dev.warren.database.ServiceDatabase;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Forgets what is too old, in small commits that hold nobody up. Of several processes one does it at a time, and it
 * does not matter which.
 */
@Startup
@ApplicationScoped
class CompletionRetention {

    private static final Logger LOG = Logger.getLogger(CompletionRetention.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int MOST_AT_ONCE = 1000;

    private static final String ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('warren.completions.retention'))";

    private static final String WORK = """
            DELETE FROM work WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM work WHERE created_at < now() - ? * interval '1 millisecond' LIMIT ?))""";

    private static final String ANSWERS = """
            DELETE FROM answer WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM answer WHERE expires_at < now() LIMIT ?))""";

    /** A process that has not been heard of for so long is not coming back; one that is gone holds nothing either. */
    private static final String WORKERS = "DELETE FROM worker WHERE alive_until < now() - interval '1 hour'";

    private final ServiceDatabase database;
    private final Duration retention;
    private final Thread cleaning;

    @Inject
    CompletionRetention(ServiceDatabase database, CompletionSettings settings) {
        this(database, settings.retention());
    }

    CompletionRetention(ServiceDatabase database, Duration retention) {
        this.database = database;
        this.retention = retention;
        this.cleaning = Thread.ofVirtual().name("retention").start(this::cleanForEver);
    }

    private void cleanForEver() {
        try {
            while (true) {
                // not all processes at the same moment
                Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(INTERVAL.toMillis())));
                cleanOrSay();
            }
        } catch (InterruptedException e) {
            LOG.debug("retention stopped");
        }
    }

    private void cleanOrSay() {
        try {
            clean();
        } catch (NotWrittenException e) {
            LOG.warnf("retention failed cause=%s", e.getCause());
        } catch (Throwable e) { // whatever it is, they are deleted the next time
            LOG.error("more completions to delete", e);
        }
    }

    /** Deletes everything that is too old, unless another process is at it. */
    void clean() {
        while (cleanSome() == MOST_AT_ONCE) {
            LOG.debugf("completions deleted rows=%d", MOST_AT_ONCE);
        }
    }

    /** How many rows were deleted from the table that had most of them. */
    private int cleanSome() {
        return database.transact(connection -> isAlone(connection) ? delete(connection) : 0);
    }

    private int delete(Connection connection) throws SQLException {
        Jdbc.update(connection, WORKERS);
        return Math.max(
                Jdbc.update(connection, WORK, retention.toMillis(), MOST_AT_ONCE),
                Jdbc.update(connection, ANSWERS, MOST_AT_ONCE));
    }

    private static boolean isAlone(Connection connection) throws SQLException {
        return Jdbc.first(connection, ALONE, row -> row.getBoolean(1)).orElseThrow();
    }

    @PreDestroy
    void close() {
        cleaning.interrupt();
    }
}
