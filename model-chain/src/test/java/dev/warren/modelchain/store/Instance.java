package dev.warren.modelchain.store;

import io.agroal.api.AgroalDataSource;
import java.time.Duration;

/** What one running service has, so that a test can have several of them. */
final class Instance implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(1);
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AgroalDataSource pool;
    private final Stop stop = new Stop();
    private final Worker worker;
    private final Answers answers;
    private final Completions completions;

    Instance(Schema schema) {
        this(schema, LEASE, PATIENCE);
    }

    Instance(Schema schema, Duration lease, Duration patience) {
        this.pool = schema.pool();
        this.worker = new Worker(pool, lease);
        this.answers = new Answers(pool, stop, patience);
        this.completions = new Completions(pool, worker, answers, stop, patience);
    }

    Completions completions() {
        return completions;
    }

    Answers answers() {
        return answers;
    }

    /** As an instance that is paused or cut off: it does not renew its lease, and it does not know. */
    void fallSilent() {
        worker.close();
    }

    /** As SIGTERM. */
    void beginStop() {
        stop.begin();
    }

    /** As the end of the drain. */
    void leave() {
        worker.leave();
    }

    @Override
    public void close() {
        stop.begin();
        worker.close();
        completions.close();
        answers.close();
        pool.close();
    }
}
