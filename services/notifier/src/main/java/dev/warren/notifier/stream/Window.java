package dev.warren.notifier.stream;

import dev.warren.notifier.NotifierConfig;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The latest part of the log, without holes, in memory once for all clients. However many they are and however slow, it
 * does not grow: who falls out of it reads from the broker. Thread-safe.
 */
@Singleton
class Window {

    private final int maxFrames;
    private final long maxBytes;
    private final TreeMap<Long, Frame> frames = new TreeMap<>();
    private long bytes;
    /** The end of the log; null while nothing is known about it. */
    private Position last;
    /** Behind the message in front of the first one here; null if that has never been here. */
    private Position before;

    Window(NotifierConfig config) {
        this.maxFrames = config.stream().windowFrames();
        this.maxBytes = config.stream().windowSize().asLongValue();
    }

    /** Appends the frame that follows the last one in the log, and forgets the oldest where there are too many. */
    synchronized void append(Frame frame) {
        frames.put(frame.offset(), frame);
        bytes += frame.size();
        last = frame.position();
        while (frames.size() > maxFrames || bytes > maxBytes) {
            Frame oldest = frames.pollFirstEntry().getValue();
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
        last = Position.START;
    }

    /** Adds the frames that a batch has not seen, as many as it takes. */
    synchronized Reach fill(Batch batch) {
        Reach reach = reach(batch);
        if (reach == Reach.HERE) {
            for (Frame frame : frames.tailMap(batch.position().next()).values()) {
                if (batch.full()) {
                    break;
                }
                batch.add(frame);
            }
        }
        return reach;
    }

    /** Where the log ends; empty while that is not known. */
    synchronized Optional<Position> end() {
        return Optional.ofNullable(last);
    }

    /** Whoever is at this offset finds here what follows; 0 while nothing is known. */
    synchronized long first() {
        if (frames.isEmpty()) {
            return last == null ? 0 : last.offset();
        }
        return frames.firstKey();
    }

    private Reach reach(Batch batch) {
        Position position = batch.position();
        if (last == null) {
            return Reach.UNKNOWN;
        }
        if (batch.astray()) {
            return Reach.BEHIND;
        }
        if (position.equals(last) || position.equals(before)) {
            return Reach.HERE;
        }
        if (last.equals(Position.START) || position.offset() > last.offset()) {
            return Reach.AHEAD;
        }
        return reachOfMessage(batch);
    }

    private Reach reachOfMessage(Batch batch) {
        Frame frame = frames.get(batch.position().offset());
        if (frame != null && batch.position().means(frame.position())) {
            return Reach.HERE;
        }
        if (frame != null) {
            batch.strayed();
        }
        return Reach.BEHIND;
    }
}
