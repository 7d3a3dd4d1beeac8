package dev.warren.aiconsumer.replay;

/**
 * What all who work on a replay share while it runs.
 *
 * @param progress how far it came
 * @param waits what it waits for
 * @param stop ends it
 */
record Course(Progress progress, Waits waits, Stop stop) {

    static Course from(Replay replay) {
        return new Course(new Progress(replay.position(), replay.figures()), new Waits(), new Stop());
    }

    /** The replay as it is now, in the state that is given. */
    Replay snapshot(Replay replay, Status state) {
        return progress.snapshot(replay, state);
    }

    /** The state that it is in while it runs. */
    Status current() {
        return waits.any().map(why -> new Status(ReplayState.WAITING, why)).orElse(Status.RUNNING);
    }
}
