package dev.warren.notifier.stream;

/** The result of filling a batch from the in-memory window. */
enum WindowReach {
    /** It has added what the batch takes; if that is nothing, the batch has everything that there is. */
    HERE,
    /** The batch needs older messages than there are here, or has to be told from where the log goes on. */
    BEHIND,
    /** The batch is at a message that has not come yet: other instances may be faster, or it is of another log. */
    AHEAD,
    /** Nothing is known about the log now. */
    UNKNOWN
}
