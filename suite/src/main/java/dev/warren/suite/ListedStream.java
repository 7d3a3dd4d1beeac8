package dev.warren.suite;

import java.util.List;

/**
 * A stream of the list.
 *
 * @param exchanges whose messages are kept
 * @param key binds it to them
 * @param keep how long, as the broker has it, such as {@code 7D}; empty for any time
 * @param bytes the most that is kept
 */
record ListedStream(String name, List<String> exchanges, String key, String keep, long bytes) {

    private static final long LARGEST_SEGMENT = 100_000_000;
    private static final int FEWEST_SEGMENTS = 5;

    /** The bytes of a segment: whole segments are deleted. */
    long segmentBytes() {
        return Math.min(LARGEST_SEGMENT, bytes / FEWEST_SEGMENTS);
    }
}
