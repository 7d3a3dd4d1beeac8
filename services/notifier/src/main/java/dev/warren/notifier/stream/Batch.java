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
    private Position position;
    private boolean astray;

    /**
     * An empty batch.
     *
     * @param position where the client is; {@link Position#NONE} is of no log
     */
    Batch(Filter filter, int maxFrames, long maxBytes, Position position) {
        this.filter = filter;
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
        this.position = position;
        this.astray = position.equals(Position.NONE);
    }

    /** Whether no more frames should be added for now. */
    boolean full() {
        return frames.size() >= maxFrames || bytes >= maxBytes;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** Behind everything that is in the batch or was before, and what was left out. */
    Position position() {
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
    void add(Frame frame) {
        if (filter.test(frame.subject())) {
            keep(frame);
        }
        position = frame.position();
    }

    /** Tells the client, whatever its filter, that the log goes on for it where the gap ends. */
    void addGap(Frame gap) {
        keep(gap);
        position = gap.position();
        astray = false;
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
