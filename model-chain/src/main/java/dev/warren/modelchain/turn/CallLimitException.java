package dev.warren.modelchain.turn;

/** A call was not made, as it would have had to wait too long: ask someone else. */
public final class CallLimitException extends RuntimeException {

    /** Why there was no turn. */
    public enum Reason {
        /** The provider asked to be left alone for longer than a call waits. */
        RESTING,
        /** Too many calls are in flight already, or too much has been asked in the last minute. */
        BUSY
    }

    private final Reason reason;

    CallLimitException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    /** Why there was no turn. */
    public Reason reason() {
        return reason;
    }
}
