package dev.warren.aiconsumer.replay;

import java.time.Instant;

/**
 * Where a replay is in the log.
 *
 * @param next the offset before which every event has ended; null before the first
 * @param first when the oldest event of the period that the log still has was accepted; null before the first
 * @param reached when the last event before {@code next} was accepted; null before the first
 */
public record ReplayPosition(Long next, Instant first, Instant reached) {

    public static final ReplayPosition UNKNOWN = new ReplayPosition(null, null, null);

    public ReplayPosition after(long offset, Instant accepted) {
        return new ReplayPosition(offset + 1, first == null ? accepted : first, accepted == null ? reached : accepted);
    }
}
