package dev.warren.aiconsumer.replay;

import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One replay in this process, from taking it to its end or to leaving it. While it runs, its progress is stored and its
 * lease renewed again and again; when the replay is aborted, when another process has it, or when the lease may be over
 * because the database is away, nothing more is begun.
 */
final class ReplayRun {

    private static final Logger LOG = Logger.getLogger(ReplayRun.class);

    private final Replay replay;
    private final ReplayStore store;
    private final String holder;
    private final Duration lease;
    private final Course course;
    private final Workers workers;
    private final Reading reading;
    private long leaseEnd;

    ReplayRun(
            Replay replay,
            ReplayStore store,
            String holder,
            Duration lease,
            Course course,
            Workers workers,
            Reading reading) {
        this.replay = replay;
        this.store = store;
        this.holder = holder;
        this.lease = lease;
        this.course = course;
        this.workers = workers;
        this.reading = reading;
        this.leaseEnd = System.nanoTime() + lease.toNanos();
    }

    /** Tells it to begin nothing more, and to leave the replay to another process. */
    void leave() {
        course.stop().tell();
    }

    /**
     * Runs; returns when the replay is over or left.
     *
     * @param checkpoint how often to store how far it came
     * @param grace how long what has begun may take to end when the replay is aborted or left
     */
    void run(Duration checkpoint, Duration grace) throws InterruptedException {
        Thread heart = Thread.ofVirtual().start(() -> beat(checkpoint));
        Optional<Status> read = Optional.empty();
        try {
            Status status = reading.read();
            read = workers.awaitAll() ? Optional.of(status) : Optional.empty();
        } finally { // as long as its heart beats, nobody takes the replay over
            workers.close(grace);
            course.stop().tell();
            heart.join();
            finish(read.filter(status -> course.progress().open() == 0).orElse(Status.LEFT));
        }
    }

    private void beat(Duration checkpoint) {
        try {
            while (!course.stop().within(checkpoint)) {
                store();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void store() {
        long now = System.nanoTime();
        try {
            Optional<ReplayState> stored = store.store(course.snapshot(replay, course.current()), holder, lease);
            leaseEnd = now + lease.toNanos();
            if (stored.isEmpty() || stored.get().isFinal()) {
                course.stop().tell();
            }
        } catch (StoreException e) {
            LOG.debugf("progress not stored replay=%s cause=%s", name(), e);
            if (now - leaseEnd >= 0) {
                course.stop().tell();
            }
        }
    }

    private void finish(Status status) {
        try {
            Optional<ReplayState> state = store.store(course.snapshot(replay, status), holder, lease);
            store.leave(name(), holder);
            LOG.infof(
                    "replay left replay=%s state=%s",
                    name(), state.map(ReplayState::word).orElse("held by another process"));
        } catch (StoreException e) {
            LOG.warnf("replay left without a word, it goes on when its lease is over replay=%s cause=%s", name(), e);
        }
    }

    private String name() {
        return replay.order().name();
    }
}
