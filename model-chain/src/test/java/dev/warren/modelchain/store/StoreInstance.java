package dev.warren.modelchain.store;

import dev.warren.database.ServiceDatabase;
import dev.warren.database.ShutdownSignal;
import io.agroal.api.AgroalDataSource;
import java.time.Duration;

/** What one running service has, so that a test can have several of them. */
final class StoreInstance implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(1);
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AgroalDataSource pool;
    private final ShutdownSignal shutdownSignal = new ShutdownSignal();
    private final ServiceDatabase database;
    private final ProcessLease processLease;
    private final AnswerStore answers;
    private final CompletionStore completionStore;

    StoreInstance(StoreDatabase storeDatabase) {
        this(storeDatabase, LEASE, PATIENCE);
    }

    StoreInstance(StoreDatabase storeDatabase, Duration lease, Duration patience) {
        this.pool = storeDatabase.pool();
        this.database = new ServiceDatabase(pool, shutdownSignal);
        this.processLease = new ProcessLease(database, lease);
        this.answers = new AnswerStore(database, shutdownSignal, patience);
        this.completionStore = new CompletionStore(database, processLease, answers, shutdownSignal, patience);
    }

    CompletionStore completions() {
        return completionStore;
    }

    AnswerStore answers() {
        return answers;
    }

    /** As an instance that is paused or cut off: it does not renew its lease, and it does not know. */
    void fallSilent() {
        processLease.close();
    }

    /** As SIGTERM. */
    void beginStop() {
        shutdownSignal.begin();
    }

    /** As the end of the drain. */
    void leave() {
        processLease.leave();
    }

    @Override
    public void close() {
        shutdownSignal.begin();
        processLease.close();
        database.close();
        pool.close();
    }
}
