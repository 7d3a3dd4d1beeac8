package dev.warren.aiconsumer.replay.run;

import dev.warren.aiconsumer.replay.Replay;
import dev.warren.aiconsumer.replay.ReplayCounts;
import dev.warren.aiconsumer.replay.ReplayPosition;
import dev.warren.aiconsumer.replay.ReplayStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far a replay came. Events may end in any order; they count once all before them have ended, so that the figures
 * are exactly those of the events before the position, and whoever goes on from there counts no event twice.
 * Thread-safe.
 */
final class ReplayProgress {

    private final Deque<Step> steps = new ArrayDeque<>();
    private ReplayPosition position;
    private ReplayCounts figures;

    ReplayProgress(ReplayPosition position, ReplayCounts figures) {
        this.position = position;
        this.figures = figures;
    }

    /** Enters an event, in the order of the log, that is worked on from now on. */
    synchronized Step begin(long offset, Instant accepted) {
        Step step = new Step(offset, accepted);
        steps.addLast(step);
        return step;
    }

    /** Enters an event that there is nothing to do about. */
    synchronized void pass(long offset, Instant accepted, ReplayCounts counted) {
        begin(offset, accepted).end(counted);
    }

    /** How many events have been begun and are not before the position. */
    synchronized int open() {
        return steps.size();
    }

    /** The replay as far as it came. */
    synchronized Replay snapshot(Replay replay, ReplayStatus status) {
        return new Replay(replay.order(), status, position, figures, replay.times());
    }

    private synchronized void advance() {
        while (!steps.isEmpty() && steps.getFirst().counted != null) {
            Step first = steps.removeFirst();
            position = position.after(first.offset, first.accepted);
            figures = figures.plus(first.counted);
        }
    }

    /** One event on its way. */
    final class Step {

        private final long offset;
        private final Instant accepted;
        private ReplayCounts counted;

        private Step(long offset, Instant accepted) {
            this.offset = offset;
            this.accepted = accepted;
        }

        /** The event has ended. */
        void end(ReplayCounts what) {
            synchronized (ReplayProgress.this) {
                counted = what;
                advance();
            }
        }
    }
}
