package dev.warren.aiconsumer.replay;

/**
 * The state that a replay is in, or that a process leaves it in.
 *
 * @param state where it is in its life
 * @param why for a person; null where there is nothing to say
 */
public record ReplayStatus(ReplayState state, String why) {

    /** Events are being worked on. */
    public static final ReplayStatus RUNNING = new ReplayStatus(ReplayState.RUNNING, null);

    /** Every event of the period has been read and has ended. */
    public static final ReplayStatus DONE = new ReplayStatus(ReplayState.DONE, null);

    /** Somebody else goes on. */
    public static final ReplayStatus LEFT = new ReplayStatus(ReplayState.WAITING, "it changes to another process");

    public static ReplayStatus exhausted(String what) {
        return new ReplayStatus(ReplayState.EXHAUSTED, what);
    }

    public static ReplayStatus failed(String why) {
        return new ReplayStatus(ReplayState.FAILED, why);
    }
}
