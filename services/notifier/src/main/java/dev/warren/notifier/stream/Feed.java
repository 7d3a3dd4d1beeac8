package dev.warren.notifier.stream;

import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** Where a client's frames come from: the window, or the broker where the window does not reach back. Thread-safe. */
@Singleton
class Feed {

    private static final String OTHER_LOG = "unknown-position";

    private final Window window;
    private final Replays replays;
    private final Tail tail;
    private final Frames frames;

    Feed(Window window, Replays replays, Tail tail, Frames frames) {
        this.window = window;
        this.replays = replays;
        this.tail = tail;
        this.frames = frames;
    }

    /** Where a client begins that asks for nothing older. */
    long end() {
        return window.next();
    }

    /** Adds what is in the window; false if the batch needs {@link #replay} first. */
    boolean fill(Batch batch) {
        return window.fill(batch);
    }

    /** Adds older frames; the batch must not be used until the result is there. */
    CompletableFuture<Void> replay(Batch batch) {
        return replays.fill(batch, window.first());
    }

    /**
     * Whether a batch is at an offset that the log has not reached, as far as is known here. For a moment that is
     * normal: the client may come from an instance that is faster. If it stays so, the offset is from another log.
     */
    boolean isAheadOfLog(Batch batch) {
        long end = window.next();
        return tail.connected() && end != Window.UNKNOWN && batch.next() > end;
    }

    /** Moves a batch to the end of this log, and says so to the client. */
    void moveToEnd(Batch batch) {
        batch.addGap(frames.gap(batch.next(), window.next() - 1, OTHER_LOG));
    }
}
