package dev.warren.modelchain.provider;

import java.util.List;

/**
 * Where it is written down, before a request is sent, that it is about to be, and what has been bought for the work.
 */
@FunctionalInterface
public interface CallJournal {

    /**
     * Returns when the calls are stored, and stored for good: whoever takes the work over after a crash finds them.
     * Blocks for as long as that takes.
     *
     * @param calls every call for the work so far; one that is about to be made is the last and is told as
     *     {@link CallOutcome#ABANDONED}, which is what it is if nobody says otherwise later
     * @throws RuntimeException if they are not stored, or if the work is somebody else's by now: the request must not
     *     be sent
     */
    void enter(List<CallLogEntry> calls);

    /** Stores an answer for others, whatever becomes of the work that it was bought for. Does not block. */
    default void keep(PaidAnswer bought) {}
}
