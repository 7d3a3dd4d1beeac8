package dev.warren.modelchain.store;

import dev.warren.database.Jdbc;
import dev.warren.database.ServiceDatabase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * The lease of this process: while it is renewed, the process owns the work it has claimed. An orderly shutdown ends
 * the lease at once. Only the clock of the database counts.
 */
@Startup
@ApplicationScoped
class ProcessLease {

    private static final Logger LOG = Logger.getLogger(ProcessLease.class);
    static final int RENEWALS_PER_LEASE = 3;
    private static final Duration OUTAGE_PAUSE = Duration.ofMillis(500);

    /** A lease that was over before it was renewed is a new one: others may have been alive all the time. */
    private static final String RENEW = """
            INSERT INTO worker AS mine (id, alive_until, since)
            VALUES (?, now() + ? * interval '1 millisecond', now())
            ON CONFLICT (id) DO UPDATE
            SET alive_until = excluded.alive_until,
                since = CASE WHEN mine.alive_until < now() THEN now() ELSE mine.since END""";

    private static final String LEAVE = "DELETE FROM worker WHERE id = ?";

    private final UUID id = UUID.randomUUID();
    private final ServiceDatabase database;
    private final Duration lease;
    private final Thread renewing;
    private volatile boolean away;

    @Inject
    ProcessLease(ServiceDatabase database, CompletionSettings settings) {
        this(database, settings.lease());
    }

    ProcessLease(ServiceDatabase database, Duration lease) {
        this.database = database;
        this.lease = lease;
        this.renewing = Thread.ofPlatform().daemon().name("lease").start(this::renewForEver);
    }

    UUID id() {
        return id;
    }

    Duration lease() {
        return lease;
    }

    private void renewForEver() {
        while (!Thread.currentThread().isInterrupted()) {
            renewOrSay();
            LockSupport.parkNanos(away ? OUTAGE_PAUSE.toNanos() : lease.toNanos() / RENEWALS_PER_LEASE);
        }
    }

    private void renewOrSay() {
        try {
            renew();
        } catch (Throwable e) { // whatever it is, without a lease this process has no work for good
            LOG.error("lease not renewed, retrying", e);
        }
    }

    private void renew() {
        try (Connection connection = database.connect()) {
            Jdbc.update(connection, RENEW, id, lease.toMillis());
            if (away) {
                LOG.info("database is back");
            }
            away = false;
        } catch (SQLException e) {
            if (!away) {
                LOG.warnf("database unavailable, waiting state=%s", e.getSQLState());
            }
            away = true;
        }
    }

    /** After the drain: what was begun has ended, or is given back. */
    void onStop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent event) {
        leave();
    }

    /** Frees everything that it holds, at once. */
    void leave() {
        close();
        try (Connection connection = database.connect()) {
            Jdbc.update(connection, LEAVE, id);
        } catch (SQLException e) {
            LOG.warnf("lease not released, it expires lease=%s state=%s", lease, e.getSQLState());
        }
    }

    /** Stops renewing: what it holds is free when the lease is over. */
    @PreDestroy
    void close() {
        renewing.interrupt();
        try {
            renewing.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
