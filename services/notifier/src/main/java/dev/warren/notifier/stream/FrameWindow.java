package dev.warren.notifier.stream;

import dev.warren.notifier.NotifierConfig;
import dev.warren.notifier.stream.request.StreamPosition;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The latest part of the log, without holes, in memory once for all clients. However many they are and however slow, it
 * does not grow: who falls out of it reads from the broker. Thread-safe.
 */
@Singleton
class FrameWindow {

    private final int maxFrames;
    private final long maxBytes;
    private final TreeMap<Long, SseFrame> frames = new TreeMap<>();
    private long bytes;
    /** The end of the log; null while nothing is known about it. */
    private StreamPosition last;
    /** Behind the message in front of the first one here; null if that has never been here. */
    private StreamPosition before;

    FrameWindow(NotifierConfig config) {
        this.maxFrames = config.stream().windowFrames();
        this.maxBytes = config.stream().windowSize().asLongValue();
    }

    /** Appends the frame that follows the last one in the log, and forgets the oldest where there are too many. */
    synchronized void append(SseFrame frame) {
        frames.put(frame.offset(), frame);
        bytes += frame.size();
        last = frame.position();
        while (frames.size() > maxFrames || bytes > maxBytes) {
            SseFrame oldest = frames.pollFirstEntry().getValue();
            bytes -= oldest.size();
            before = oldest.position();
        }
    }

    /** Forgets everything, because what comes next does not follow what came last. */
    synchronized void clear() {
        frames.clear();
        bytes = 0;
        last = null;
        before = null;
    }

    /** The log has nothing yet. */
    synchronized void beginEmpty() {
        clear();
        last = StreamPosition.START;
    }

    /** Adds the frames that a batch has not seen, as many as it takes. */
    synchronized WindowReach fill(FrameBatch frameBatch) {
        WindowReach windowReach = reach(frameBatch);
        if (windowReach == WindowReach.HERE) {
            for (SseFrame frame : frames.tailMap(frameBatch.position().next()).values()) {
                if (frameBatch.full()) {
                    break;
                }
                frameBatch.add(frame);
            }
        }
        return windowReach;
    }

    /** Where the log ends; empty while that is not known. */
    synchronized Optional<StreamPosition> end() {
        return Optional.ofNullable(last);
    }

    /** Whoever is at this offset finds here what follows; 0 while nothing is known. */
    synchronized long first() {
        if (frames.isEmpty()) {
            return last == null ? 0 : last.offset();
        }
        return frames.firstKey();
    }

    private WindowReach reach(FrameBatch frameBatch) {
        StreamPosition position = frameBatch.position();
        if (last == null) {
            return WindowReach.UNKNOWN;
        }
        if (frameBatch.astray()) {
            return WindowReach.BEHIND;
        }
        if (position.equals(last) || position.equals(before)) {
            return WindowReach.HERE;
        }
        if (last.equals(StreamPosition.START) || position.offset() > last.offset()) {
            return WindowReach.AHEAD;
        }
        return reachOfMessage(frameBatch);
    }

    private WindowReach reachOfMessage(FrameBatch frameBatch) {
        SseFrame frame = frames.get(frameBatch.position().offset());
        if (frame != null && frameBatch.position().means(frame.position())) {
            return WindowReach.HERE;
        }
        if (frame != null) {
            frameBatch.strayed();
        }
        return WindowReach.BEHIND;
    }
}
