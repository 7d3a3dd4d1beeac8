package dev.warren.database;

/** The effect of an outage of the database on what a {@link GroupCommit} writes. */
public enum WhileUnavailable {
    /** Items fail at once: whoever hands them in waits, or comes again. */
    FAIL,
    /** Items wait until the service begins to stop: they are handed in anew in time. */
    WAIT_UNTIL_STOP,
    /**
     * Items wait until the end of an orderly stop, since losing one would cost money; one that the database refuses,
     * whatever the reason, is an {@link UnstorableRecordException}.
     */
    WAIT_UNTIL_CLOSED
}
