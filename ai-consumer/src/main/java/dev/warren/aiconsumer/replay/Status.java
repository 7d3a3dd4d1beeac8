package dev.warren.aiconsumer.replay;

/**
 * The state that a replay is in, or that a process leaves it in.
 *
 * @param state where it is in its life
 * @param why for a person; null where there is nothing to say
 */
record Status(ReplayState state, String why) {

    /** Events are being worked on. */
    static final Status RUNNING = new Status(ReplayState.RUNNING, null);

    /** Every event of the period has been read and has ended. */
    static final Status DONE = new Status(ReplayState.DONE, null);

    /** Somebody else goes on. */
    static final Status LEFT = new Status(ReplayState.WAITING, "it changes to another process");

    static Status exhausted(String what) {
        return new Status(ReplayState.EXHAUSTED, what);
    }

    static Status failed(String why) {
        return new Status(ReplayState.FAILED, why);
    }
}
