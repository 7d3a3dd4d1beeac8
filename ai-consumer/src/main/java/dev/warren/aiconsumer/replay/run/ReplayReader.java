package dev.warren.aiconsumer.replay.run;

import dev.warren.aiconsumer.replay.Replay;
import dev.warren.aiconsumer.replay.ReplayCounts;
import dev.warren.aiconsumer.replay.ReplaySpec;
import dev.warren.aiconsumer.replay.ReplayStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads the log in order from a replay's position to the end of its period, and not while live events need the room. A
 * lost connection is opened again for as long as it takes. Used by one thread.
 */
final class ReplayReader {

    private static final Logger LOG = Logger.getLogger(ReplayReader.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** So many messages from after the period in a row are not one publisher's wrong clock. */
    private static final int SURELY_BEYOND = 1000;

    private final ReplaySpec replaySpec;
    private final EventLogFactory eventLogFactory;
    private final LogEventSelector selector;
    private final ReplayDispatcher replayDispatcher;
    private final ReplayProgress progress;
    private final ReplayWaitReasons replayWaitReasons;
    private final ReplayStopSignal replayStopSignal;
    private final Duration poll;
    private Long next;
    private long looked;
    private int beyond;

    ReplayReader(
            Replay replay,
            EventLogFactory eventLogFactory,
            LogEventSelector selector,
            ReplayDispatcher replayDispatcher,
            ReplayContext replayContext,
            Duration poll) {
        this.replaySpec = replay.order();
        this.eventLogFactory = eventLogFactory;
        this.selector = selector;
        this.replayDispatcher = replayDispatcher;
        this.progress = replayContext.progress();
        this.replayWaitReasons = replayContext.waits();
        this.replayStopSignal = replayContext.stop();
        this.poll = poll;
        this.next = replay.position().next();
        this.looked = System.nanoTime() - poll.toNanos();
    }

    /** Returns when everything has been begun, when the budget is used up, or when it is told to stop. */
    ReplayStatus read() throws InterruptedException {
        while (!replayStopSignal.isTold()) {
            try (EventLogFactory.Open open = eventLogFactory.open(next, replaySpec.from())) {
                return read(open);
            } catch (IOException e) {
                LOG.warnf("the log cannot be read replay=%s cause=%s", replaySpec.name(), e.toString());
                replayWaitReasons.begin(this, "the broker does not answer");
                replayStopSignal.within(poll);
            }
        }
        return ReplayStatus.LEFT;
    }

    private ReplayStatus read(EventLogFactory.Open open) throws IOException, InterruptedException {
        while (!replayStopSignal.isTold()) {
            if (liveTrafficNeedsTheRoom(open.live())) {
                replayStopSignal.within(poll);
                continue;
            }
            LoggedEvent message = open.log().next(IDLE);
            if (message == null && open.log().isAtEnd(PATIENCE)) {
                return ReplayStatus.DONE;
            }
            Optional<ReplayStatus> ending = message == null ? Optional.empty() : take(message);
            if (ending.isPresent()) {
                return ending.get();
            }
        }
        return ReplayStatus.LEFT;
    }

    private boolean liveTrafficNeedsTheRoom(LiveTraffic live) throws IOException {
        long now = System.nanoTime();
        if (now - looked < poll.toNanos()) {
            return false;
        }
        Optional<String> why = live.needsTheRoom();
        why.ifPresentOrElse(reason -> replayWaitReasons.begin(this, reason), () -> {
            replayWaitReasons.end(this);
            looked = now;
        });
        return why.isPresent();
    }

    private Optional<ReplayStatus> take(LoggedEvent message) throws InterruptedException {
        LogMatch logMatch = selector.look(message);
        beyond = logMatch instanceof LogMatch.Beyond ? beyond + 1 : 0;
        if (beyond >= SURELY_BEYOND) {
            return Optional.of(ReplayStatus.DONE);
        }
        Optional<ReplayStatus> ending = Optional.empty();
        switch (logMatch) {
            case LogMatch.Match match -> ending = replayDispatcher.admit(match, message.offset());
            case LogMatch.Skipped skipped -> progress.pass(message.offset(), skipped.accepted(), ReplayCounts.SKIPPED);
            case LogMatch.Outside outside -> progress.pass(message.offset(), null, ReplayCounts.NONE);
            case LogMatch.Beyond after -> progress.pass(message.offset(), null, ReplayCounts.NONE);
        }
        next = message.offset() + 1;
        return ending;
    }
}
