package dev.warren.aiconsumer.replay;

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
