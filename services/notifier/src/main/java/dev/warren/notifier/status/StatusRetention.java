package dev.warren.notifier.status;

import dev.warren.database.Jdbc;
import dev.warren.database.NotWrittenException;
import dev.warren.database.ServiceDatabase;
import dev.warren.notifier.NotifierConfig;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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

    private final ServiceDatabase database;
    private final NotifierConfig.Retention config;
    private final Clock clock;

    StatusRetention(ServiceDatabase database, NotifierConfig config, Clock clock) {
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
        } catch (NotWrittenException e) {
            LOG.warnf("retention failed cause=%s", e.getCause());
        }
    }

    private long deleteBefore(Instant eldest, String table) {
        long deleted = 0;
        int portion;
        do {
            portion = deletePortion(eldest, table);
            deleted += portion;
        } while (portion == config.batchSize());
        return deleted;
    }

    private int deletePortion(Instant eldest, String table) {
        return database.transact(
                connection -> Jdbc.update(connection, DELETE.replace("{table}", table), eldest, config.batchSize()));
    }
}
