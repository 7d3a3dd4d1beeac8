package dev.warren.notifier.stream;

import dev.warren.notifier.stream.request.StreamFilter;
import dev.warren.notifier.stream.request.StreamPosition;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is ready to be sent to one client: bounded, filtered, and aware how far in the log it reaches. Used by one
 * thread at a time.
 */
final class FrameBatch {

    private final StreamFilter filter;
    private final int maxFrames;
    private final long maxBytes;
    private final Deque<SseFrame> frames = new ArrayDeque<>();
    private long bytes;
    private StreamPosition position;
    private boolean astray;

    /**
     * An empty batch.
     *
     * @param position where the client is; {@link StreamPosition#NONE} is of no log
     */
    FrameBatch(StreamFilter filter, int maxFrames, long maxBytes, StreamPosition position) {
        this.filter = filter;
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
        this.position = position;
        this.astray = position.equals(StreamPosition.NONE);
    }

    /** Whether no more frames should be added for now. */
    boolean full() {
        return frames.size() >= maxFrames || bytes >= maxBytes;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** Behind everything that is in the batch or was before, and what was left out. */
    StreamPosition position() {
        return position;
    }

    /** Whether the position is known to be of another log. */
    boolean astray() {
        return astray;
    }

    /** The position is of another log. */
    void strayed() {
        astray = true;
    }

    /** Takes the next message of the log into account, and keeps its frame if the client wants it. */
    void add(SseFrame frame) {
        if (filter.test(frame.subject())) {
            keep(frame);
        }
        position = frame.position();
    }

    /** Tells the client, whatever its filter, that the log goes on for it where the gap ends. */
    void addGap(SseFrame gap) {
        keep(gap);
        position = gap.position();
        astray = false;
    }

    /** The next frame to send; null if there is none. */
    SseFrame poll() {
        SseFrame frame = frames.poll();
        if (frame != null) {
            bytes -= frame.size();
        }
        return frame;
    }

    private void keep(SseFrame frame) {
        frames.add(frame);
        bytes += frame.size();
    }
}
