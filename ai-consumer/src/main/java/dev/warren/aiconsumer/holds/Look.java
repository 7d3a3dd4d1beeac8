package dev.warren.aiconsumer.holds;

/**
 * When to look whether what was held may go.
 *
 * @param nextNanos the next time, as {@link System#nanoTime()}
 * @param lastNanos the time for what was held last; looked at earlier, it may not have been in the queue yet
 */
record Look(long nextNanos, long lastNanos) {

    /** More was held, to be looked at no earlier than that. */
    Look and(long nanos) {
        return new Look(nextNanos, nanos);
    }

    /** What is left when the next one is done; null for nothing. */
    Look rest() {
        return lastNanos - nextNanos > 0 ? new Look(lastNanos, lastNanos) : null;
    }
}
