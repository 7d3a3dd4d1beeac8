package dev.warren.aiconsumer.holds;

import java.math.BigDecimal;

/**
 * When to check next whether events held for an account may be released.
 *
 * @param nextNanos the next time, as {@link System#nanoTime()}
 * @param lastNanos the time of the check for the event that was held last; at an earlier check it may not have been in
 *     the queue yet
 * @param least the smallest upper bound of the held events
 */
record NextReleaseCheck(long nextNanos, long lastNanos, BigDecimal least) {

    /** More was held, to be looked at no earlier than that. */
    NextReleaseCheck and(NextReleaseCheck more) {
        return new NextReleaseCheck(nextNanos, more.lastNanos, least.min(more.least));
    }

    /** What is left when the next one is done; null for nothing. */
    NextReleaseCheck rest() {
        return lastNanos - nextNanos > 0 ? new NextReleaseCheck(lastNanos, lastNanos, least) : null;
    }
}
