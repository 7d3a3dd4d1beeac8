package dev.warren.aiconsumer.replay;

import java.time.Instant;

/**
 * Where a replay is in the log.
 *
 * @param next the offset before which every event has ended; null before the first
 * @param first when the oldest event of the period that the log still has was accepted; null before the first
 * @param reached when the last event before {@code next} was accepted; null before the first
 */
record Position(Long next, Instant first, Instant reached) {

    static final Position UNKNOWN = new Position(null, null, null);

    Position after(long offset, Instant accepted) {
        return new Position(offset + 1, first == null ? accepted : first, accepted == null ? reached : accepted);
    }
}
