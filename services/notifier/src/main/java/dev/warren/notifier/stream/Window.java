package dev.warren.notifier.stream;

import dev.warren.notifier.NotifierConfig;
import jakarta.inject.Singleton;
import java.util.TreeMap;

/**
 * The latest part of the log, without holes, in memory once for all clients. However many they are and however slow, it
 * does not grow: who falls out of it reads from the broker. Thread-safe.
 */
@Singleton
class Window {

    /** No position, because nothing has been read from the log yet. */
    static final long UNKNOWN = -1;

    private final int maxFrames;
    private final long maxBytes;
    private final TreeMap<Long, Frame> frames = new TreeMap<>();
    private long bytes;
    private long first = UNKNOWN;
    private long next = UNKNOWN;

    Window(NotifierConfig config) {
        this.maxFrames = config.stream().windowFrames();
        this.maxBytes = config.stream().windowSize().asLongValue();
    }

    /** Appends the frame that follows the last one in the log, and forgets the oldest where there are too many. */
    synchronized void append(Frame frame) {
        if (first == UNKNOWN) {
            first = frame.offset();
        }
        frames.put(frame.offset(), frame);
        bytes += frame.size();
        next = frame.offset() + 1;
        while (frames.size() > maxFrames || bytes > maxBytes) {
            Frame oldest = frames.pollFirstEntry().getValue();
            bytes -= oldest.size();
            first = oldest.offset() + 1;
        }
    }

    /** Forgets everything, because what comes next does not follow what came last. */
    synchronized void clear() {
        frames.clear();
        bytes = 0;
        first = UNKNOWN;
        next = UNKNOWN;
    }

    /**
     * Adds the frames that a batch has not seen, as many as it takes.
     *
     * @return false if the batch needs older ones than there are here
     */
    synchronized boolean fill(Batch batch) {
        if (first == UNKNOWN) {
            return true;
        }
        if (batch.next() == UNKNOWN) {
            batch.skipTo(first);
        }
        if (batch.next() < first) {
            return false;
        }
        for (Frame frame : frames.tailMap(batch.next()).values()) {
            if (batch.full()) {
                return true;
            }
            batch.add(frame);
        }
        batch.skipTo(next);
        return true;
    }

    /** The offset from which on everything is here. */
    synchronized long first() {
        return first;
    }

    /** The offset behind the last frame. */
    synchronized long next() {
        return next;
    }
}
