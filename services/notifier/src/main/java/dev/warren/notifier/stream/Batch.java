package dev.warren.notifier.stream;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is ready to be sent to one client: bounded, filtered, and aware how far in the log it reaches. Used by one
 * thread at a time.
 */
final class Batch {

    private final Filter filter;
    private final int maxFrames;
    private final long maxBytes;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private long bytes;
    private long next;

    /**
     * An empty batch.
     *
     * @param next the first offset that the client has not seen; {@link Window#UNKNOWN} for the next one to come
     */
    Batch(Filter filter, int maxFrames, long maxBytes, long next) {
        this.filter = filter;
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
        this.next = next;
    }

    /** Whether no more frames should be added for now. */
    boolean full() {
        return frames.size() >= maxFrames || bytes >= maxBytes;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** The first offset that is neither in the batch nor was before. */
    long next() {
        return next;
    }

    /** Takes the next message of the log into account, and keeps its frame if the client wants it. */
    void add(Frame frame) {
        if (filter.test(frame.subject())) {
            keep(frame);
        }
        next = frame.offset() + 1;
    }

    /** Tells the client, whatever its filter, that the log continues behind the gap. */
    void addGap(Frame gap) {
        keep(gap);
        next = gap.offset() + 1;
    }

    /** There is nothing for the client up to here. Never goes back. */
    void skipTo(long offset) {
        next = Math.max(next, offset);
    }

    /** The next frame to send; null if there is none. */
    Frame poll() {
        Frame frame = frames.poll();
        if (frame != null) {
            bytes -= frame.size();
        }
        return frame;
    }

    private void keep(Frame frame) {
        frames.add(frame);
        bytes += frame.size();
    }
}
