package dev.warren.notifier.stream;

import dev.warren.notifier.stream.request.StreamPosition;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where a client's frames come from: the window, or the broker where the window does not reach back. Thread-safe. */
@Singleton
class FrameSource {

    private final FrameWindow window;
    private final BacklogReader backlogReader;
    private final StreamTail streamTail;
    private final SseFrameFactory sseFrameFactory;

    FrameSource(
            FrameWindow window, BacklogReader backlogReader, StreamTail streamTail, SseFrameFactory sseFrameFactory) {
        this.window = window;
        this.backlogReader = backlogReader;
        this.streamTail = streamTail;
        this.sseFrameFactory = sseFrameFactory;
    }

    /** Where a client begins that asks for nothing older; empty while that is not known. */
    Optional<StreamPosition> end() {
        return window.end();
    }

    /** Adds what is in the window. If the batch is behind it, it needs {@link #replay} first. */
    WindowReach fill(FrameBatch frameBatch) {
        if (frameBatch.astray()
                && window.end().filter(StreamPosition.START::equals).isPresent()) {
            frameBatch.addGap(sseFrameFactory.gap(frameBatch.position(), StreamPosition.START, StreamGap.OTHER_LOG));
        }
        return window.fill(frameBatch);
    }

    /**
     * Adds older frames; the batch must not be used until the result is there. Cancelling the result ends the work.
     *
     * @throws java.util.concurrent.RejectedExecutionException if too many others wait for the same
     */
    CompletableFuture<Void> replay(FrameBatch frameBatch) {
        return backlogReader.fill(frameBatch, window.first());
    }

    /** Whether what is published now arrives here. */
    boolean current() {
        return streamTail.connected();
    }
}
