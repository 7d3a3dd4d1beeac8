package dev.warren.notifier.stream;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where a client's frames come from: the window, or the broker where the window does not reach back. Thread-safe. */
@Singleton
class Feed {

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

    /** Where a client begins that asks for nothing older; empty while that is not known. */
    Optional<Position> end() {
        return window.end();
    }

    /** Adds what is in the window. If the batch is behind it, it needs {@link #replay} first. */
    Reach fill(Batch batch) {
        if (batch.astray() && window.end().filter(Position.START::equals).isPresent()) {
            batch.addGap(frames.gap(batch.position(), Position.START, Gap.OTHER_LOG));
        }
        return window.fill(batch);
    }

    /**
     * Adds older frames; the batch must not be used until the result is there. Cancelling the result ends the work.
     *
     * @throws java.util.concurrent.RejectedExecutionException if too many others wait for the same
     */
    CompletableFuture<Void> replay(Batch batch) {
        return replays.fill(batch, window.first());
    }

    /** Whether what is published now arrives here. */
    boolean current() {
        return tail.connected();
    }
}
