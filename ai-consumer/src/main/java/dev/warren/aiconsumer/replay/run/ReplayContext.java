package dev.warren.aiconsumer.replay.run;

import dev.warren.aiconsumer.replay.Replay;
import dev.warren.aiconsumer.replay.ReplayState;
import dev.warren.aiconsumer.replay.ReplayStatus;

/**
 * The shared state of a running replay.
 *
 * @param progress its progress
 * @param waits the reasons for which it waits
 * @param stop the signal that stops it
 */
record ReplayContext(ReplayProgress progress, ReplayWaitReasons waits, ReplayStopSignal stop) {

    static ReplayContext from(Replay replay) {
        return new ReplayContext(
                new ReplayProgress(replay.position(), replay.figures()),
                new ReplayWaitReasons(),
                new ReplayStopSignal());
    }

    /** The replay as it is now, in the state that is given. */
    Replay snapshot(Replay replay, ReplayStatus state) {
        return progress.snapshot(replay, state);
    }

    /** The state that it is in while it runs. */
    ReplayStatus current() {
        return waits.any()
                .map(why -> new ReplayStatus(ReplayState.WAITING, why))
                .orElse(ReplayStatus.RUNNING);
    }
}
