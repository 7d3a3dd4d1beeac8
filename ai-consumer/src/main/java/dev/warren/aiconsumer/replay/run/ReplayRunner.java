package dev.warren.aiconsumer.replay.run;

import dev.warren.aiconsumer.replay.Replay;
import dev.warren.aiconsumer.replay.ReplayConfig;
import dev.warren.aiconsumer.replay.ReplaySpec;
import dev.warren.aiconsumer.replay.ReplayStatus;
import dev.warren.aiconsumer.replay.ReplayStore;
import dev.warren.amqp.AmqpConfig;
import dev.warren.database.NotWrittenException;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Looks for replays that nobody runs and runs them, one at a time per process. One that another process has begun goes
 * on at its position: what was done there before it was killed is found in the completions and not done again.
 */
@ApplicationScoped
class ReplayRunner {

    private static final Logger LOG = Logger.getLogger(ReplayRunner.class);
    private static final Duration AFTER_GRACE = Duration.ofSeconds(5);

    private final ReplayStore store;
    private final ReplayRunFactory replayRunFactory;
    private final ReplayConfig config;
    private final Features features;
    private final Duration grace;
    private final String holder = UUID.randomUUID().toString();
    private final ReplayStopSignal replayStopSignal = new ReplayStopSignal();
    private final Thread thread = Thread.ofVirtual().name("replays").unstarted(this::run);
    private volatile ReplayRun current;

    ReplayRunner(
            ReplayStore store,
            ReplayRunFactory replayRunFactory,
            ReplayConfig config,
            Features features,
            AmqpConfig amqp) {
        this.store = store;
        this.replayRunFactory = replayRunFactory;
        this.config = config;
        this.features = features;
        this.grace = amqp.drain();
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    /** Runs before the shutdown wait for live messages, so that both share the drain time. */
    void beginToStop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) ShutdownEvent event) {
        replayStopSignal.tell();
        ReplayRun running = current;
        if (running != null) {
            running.leave();
        }
    }

    /** Before connections and database are closed. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) ShutdownEvent event)
            throws InterruptedException {
        thread.join(grace.plus(AFTER_GRACE));
    }

    private void run() {
        try {
            do {
                next();
            } while (!replayStopSignal.within(config.poll()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next() throws InterruptedException {
        try {
            Optional<Replay> taken = store.take(holder, config.lease());
            if (taken.isPresent()) {
                run(taken.get());
            }
        } catch (NotWrittenException e) {
            LOG.debugf("cannot query replays cause=%s", e);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // whatever it is, other replays are run
            LOG.error("replay stopped, it continues when its lease expires", e);
        }
    }

    private void run(Replay replay) throws InterruptedException {
        ReplaySpec replaySpec = replay.order();
        LOG.infof(
                "replay taken replay=%s feature=%s position=%s",
                replaySpec.name(), replaySpec.feature(), replay.position());
        Optional<Feature> feature = features.all().stream()
                .filter(known -> known.name().equals(replaySpec.feature()))
                .findFirst();
        if (feature.isEmpty()) {
            ReplayStatus failed =
                    ReplayStatus.failed("the feature " + replaySpec.feature() + " is no longer configured");
            store.store(ReplayContext.from(replay).snapshot(replay, failed), holder, config.lease());
            return;
        }
        current = replayRunFactory.of(replay, feature.get(), holder);
        if (replayStopSignal.isTold()) {
            current.leave();
        }
        try {
            current.run(config.checkpoint(), grace);
        } finally {
            current = null;
        }
    }
}
