package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.background.BackgroundEventHandler;
import com.launchdarkly.eventsource.background.BackgroundEventSource;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Follows the notifier's SSE stream with a standard client, which reconnects and resumes with {@code Last-Event-ID} by
 * itself. Frames reach the listener one at a time, in order.
 */
public final class ResultFeed implements AutoCloseable {

    /**
     * One SSE frame.
     *
     * @param id where the stream resumes
     * @param event {@code result}, {@code alert} or {@code gap}
     * @param data the CloudEvent
     */
    public record Frame(String id, String event, JsonNode data) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CountDownLatch open = new CountDownLatch(1);
    private final BackgroundEventSource source;

    private ResultFeed(URI stream, Consumer<Frame> listener) {
        source = new BackgroundEventSource.Builder(new Handler(listener), new EventSource.Builder(stream)).build();
    }

    /**
     * Subscribes, and returns once the stream is open: what is published from now on is seen.
     *
     * @throws IOException if the stream is not open within the limit
     */
    public static ResultFeed open(URI stream, Duration limit, Consumer<Frame> listener)
            throws IOException, InterruptedException {
        ResultFeed feed = new ResultFeed(stream, listener);
        feed.source.start();
        if (!feed.open.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            feed.close();
            throw new IOException("no stream at " + stream + " within " + limit);
        }
        return feed;
    }

    @Override
    public void close() {
        source.close();
    }

    private final class Handler implements BackgroundEventHandler {

        private final Consumer<Frame> listener;

        Handler(Consumer<Frame> listener) {
            this.listener = listener;
        }

        @Override
        public void onOpen() {
            open.countDown();
        }

        @Override
        public void onMessage(String event, MessageEvent message) throws IOException {
            listener.accept(new Frame(message.getLastEventId(), event, JSON.readTree(message.getData())));
        }

        @Override
        public void onClosed() {}

        @Override
        public void onComment(String comment) {}

        @Override
        public void onError(Throwable fault) {}
    }
}
