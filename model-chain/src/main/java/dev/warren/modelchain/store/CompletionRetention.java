package dev.warren.modelchain.store;

import dev.warren.database.batch.StoreOutageDetector;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
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

    private final DataSource dataSource;
    private final Duration retention;
    private final Thread cleaning;

    @Inject
    CompletionRetention(AgroalDataSource dataSource, CompletionSettings settings) {
        this(dataSource, settings.retention());
    }

    CompletionRetention(DataSource dataSource, Duration retention) {
        this.dataSource = dataSource;
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
        } catch (SQLException e) {
            LOG.warnf("retention failed state=%s", e.getSQLState());
        } catch (Throwable e) { // whatever it is, they are deleted the next time
            LOG.error("more completions to delete", e);
        }
    }

    /** Deletes everything that is too old, unless another process is at it. */
    void clean() throws SQLException {
        while (cleanSome() == MOST_AT_ONCE) {
            LOG.debugf("completions deleted rows=%d", MOST_AT_ONCE);
        }
    }

    /** How many rows were deleted from the table that had most of them. */
    private int cleanSome() throws SQLException {
        try (Connection connection = StoreOutageDetector.connect(dataSource)) {
            connection.setAutoCommit(false);
            int most = alone(connection) ? delete(connection) : 0;
            connection.commit();
            return most;
        }
    }

    private int delete(Connection connection) throws SQLException {
        try (PreparedStatement work = connection.prepareStatement(WORK);
                PreparedStatement answers = connection.prepareStatement(ANSWERS);
                Statement workers = connection.createStatement()) {
            work.setLong(1, retention.toMillis());
            work.setInt(2, MOST_AT_ONCE);
            answers.setInt(1, MOST_AT_ONCE);
            workers.executeUpdate(WORKERS);
            return Math.max(work.executeUpdate(), answers.executeUpdate());
        }
    }

    private static boolean alone(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                var rows = sql.executeQuery(ALONE)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    @PreDestroy
    void close() {
        cleaning.interrupt();
    }
}
