package dev.warren.aiconsumer.replay;

import java.time.Instant;

/**
 * A replay as it is stored.
 *
 * @param order what it is to do
 * @param status where it is in its life, and what it waits for or why it ended early
 * @param position how far in the log
 * @param figures how far in numbers
 * @param times when it was ordered, begun and ended
 */
public record Replay(
        ReplaySpec order, ReplayStatus status, ReplayPosition position, ReplayCounts figures, Times times) {

    /**
     * When it was ordered, begun and ended.
     *
     * @param started null before, as is {@code ended}
     */
    public record Times(Instant requested, Instant started, Instant ended) {}
}
