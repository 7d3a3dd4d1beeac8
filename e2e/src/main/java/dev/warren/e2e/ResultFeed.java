package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.HttpConnectStrategy;
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
 * itself. Frames reach the listener one at a time, in order. What goes wrong meanwhile is said on the error output.
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

    /** Several heartbeats: a connection on which nothing comes for so long is dead. */
    private static final long READ_TIMEOUT_SECONDS = 15;

    private final CountDownLatch open = new CountDownLatch(1);
    private final BackgroundEventSource source;
    private volatile boolean closed;

    private ResultFeed(URI stream, Consumer<Frame> listener) {
        HttpConnectStrategy connection =
                ConnectStrategy.http(stream).readTimeout(READ_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        source = new BackgroundEventSource.Builder(new Handler(listener), new EventSource.Builder(connection)).build();
    }

    /**
     * Subscribes, and returns once the stream has told where it is: what is published from now on is seen, however
     * often the connection is lost.
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
        closed = true;
        source.close();
    }

    private final class Handler implements BackgroundEventHandler {

        private final Consumer<Frame> listener;

        Handler(Consumer<Frame> listener) {
            this.listener = listener;
        }

        @Override
        public void onMessage(String event, MessageEvent message) throws IOException {
            JsonNode data = JSON.readTree(message.getData());
            switch (event) {
                case "result", "alert", "gap" -> listener.accept(new Frame(message.getLastEventId(), event, data));
                case "caught-up" -> open.countDown();
                case "position" -> {} // the client remembers it
                default -> say(event + ": " + data.at("/data/detail").asText());
            }
        }

        @Override
        public void onError(Throwable fault) {
            if (!closed) {
                say("connection lost, resuming at the last position:" + fault.getMessage());
            }
        }

        private void say(String what) {
            System.err.println("stream: " + what);
        }

        @Override
        public void onOpen() {}

        @Override
        public void onClosed() {}

        @Override
        public void onComment(String comment) {}
    }
}
