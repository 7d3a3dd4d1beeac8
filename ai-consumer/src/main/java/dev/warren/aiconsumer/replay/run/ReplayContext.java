package dev.warren.aiconsumer.replay.run;

import dev.warren.aiconsumer.replay.Replay;
import dev.warren.aiconsumer.replay.ReplayState;
import dev.warren.aiconsumer.replay.ReplayStatus;

/**
 * What all who work on a replay share while it runs.
 *
 * @param progress how far it came
 * @param waits what it waits for
 * @param stop ends it
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
