package dev.warren.notifier.status;

import dev.warren.notifier.NotifierConfig;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Deletes what is too old, in portions that hold up nobody. Instances that do it at the same time share the work, as
 * each leaves alone what another has begun to delete.
 */
@ApplicationScoped
class StatusRetention {

    private static final Logger LOG = Logger.getLogger(StatusRetention.class);
    private static final List<String> TABLES = List.of("outcome", "timeline");

    private static final String DELETE = """
            DELETE FROM {table} WHERE id IN (
                SELECT id FROM {table} WHERE at < ? ORDER BY at LIMIT ? FOR UPDATE SKIP LOCKED)
            """;

    private final DataSource database;
    private final NotifierConfig.Retention config;
    private final Clock clock;

    StatusRetention(DataSource database, NotifierConfig config, Clock clock) {
        this.database = database;
        this.config = config.retention();
        this.clock = clock;
    }

    /** What cannot be deleted now is deleted the next time. */
    @Scheduled(every = "{warren.notifier.retention.interval}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        Instant eldest = clock.instant().minus(config.period());
        try {
            for (String table : TABLES) {
                long deleted = deleteBefore(eldest, table);
                if (deleted > 0) {
                    LOG.infof("old rows deleted table=%s rows=%d before=%s", table, deleted, eldest);
                }
            }
        } catch (SQLException e) {
            LOG.warnf("retention failed cause=%s", e);
        }
    }

    private long deleteBefore(Instant eldest, String table) throws SQLException {
        long deleted = 0;
        int portion;
        do {
            portion = deletePortion(eldest, table);
            deleted += portion;
        } while (portion == config.batchSize());
        return deleted;
    }

    private int deletePortion(Instant eldest, String table) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(DELETE.replace("{table}", table))) {
            delete.setObject(1, eldest.atOffset(ZoneOffset.UTC));
            delete.setInt(2, config.batchSize());
            return delete.executeUpdate();
        }
    }
}
