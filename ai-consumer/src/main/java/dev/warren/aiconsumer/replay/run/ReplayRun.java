package dev.warren.aiconsumer.replay.run;

import dev.warren.aiconsumer.replay.Replay;
import dev.warren.aiconsumer.replay.ReplayState;
import dev.warren.aiconsumer.replay.ReplayStatus;
import dev.warren.aiconsumer.replay.ReplayStore;
import dev.warren.database.NotWrittenException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One replay in this process, from taking it to its end or to leaving it. While it runs, its progress is stored and its
 * lease renewed again and again; when the replay is aborted, when another process has it, or when the lease may be over
 * because the database is unavailable, nothing more is begun.
 */
final class ReplayRun {

    private static final Logger LOG = Logger.getLogger(ReplayRun.class);

    private final Replay replay;
    private final ReplayStore store;
    private final String holder;
    private final Duration lease;
    private final ReplayContext replayContext;
    private final ReplayWorkers replayWorkers;
    private final ReplayReader replayReader;
    private long leaseEnd;

    ReplayRun(
            Replay replay,
            ReplayStore store,
            String holder,
            Duration lease,
            ReplayContext replayContext,
            ReplayWorkers replayWorkers,
            ReplayReader replayReader) {
        this.replay = replay;
        this.store = store;
        this.holder = holder;
        this.lease = lease;
        this.replayContext = replayContext;
        this.replayWorkers = replayWorkers;
        this.replayReader = replayReader;
        this.leaseEnd = System.nanoTime() + lease.toNanos();
    }

    /** Tells it to begin nothing more, and to leave the replay to another process. */
    void leave() {
        replayContext.stop().tell();
    }

    /**
     * Runs; returns when the replay is over or left.
     *
     * @param checkpoint how often to store how far it came
     * @param grace how long what has begun may take to end when the replay is aborted or left
     */
    void run(Duration checkpoint, Duration grace) throws InterruptedException {
        Thread heart = Thread.ofVirtual().start(() -> beat(checkpoint));
        Optional<ReplayStatus> read = Optional.empty();
        try {
            ReplayStatus status = replayReader.read();
            read = replayWorkers.awaitAll() ? Optional.of(status) : Optional.empty();
        } finally { // as long as its heart beats, nobody takes the replay over
            replayWorkers.close(grace);
            replayContext.stop().tell();
            heart.join();
            finish(read.filter(status -> replayContext.progress().open() == 0).orElse(ReplayStatus.LEFT));
        }
    }

    private void beat(Duration checkpoint) {
        try {
            while (!replayContext.stop().within(checkpoint)) {
                store();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void store() {
        long now = System.nanoTime();
        try {
            Optional<ReplayState> stored =
                    store.store(replayContext.snapshot(replay, replayContext.current()), holder, lease);
            leaseEnd = now + lease.toNanos();
            if (stored.isEmpty() || stored.get().isFinal()) {
                replayContext.stop().tell();
            }
        } catch (NotWrittenException e) {
            LOG.debugf("progress not stored replay=%s cause=%s", name(), e);
            if (now - leaseEnd >= 0) {
                replayContext.stop().tell();
            }
        }
    }

    private void finish(ReplayStatus status) {
        try {
            Optional<ReplayState> state = store.store(replayContext.snapshot(replay, status), holder, lease);
            store.leave(name(), holder);
            LOG.infof(
                    "replay released replay=%s state=%s",
                    name(), state.map(ReplayState::word).orElse("held by another process"));
        } catch (NotWrittenException e) {
            LOG.warnf("replay not released, it continues when its lease expires replay=%s cause=%s", name(), e);
        }
    }

    private String name() {
        return replay.order().name();
    }
}
