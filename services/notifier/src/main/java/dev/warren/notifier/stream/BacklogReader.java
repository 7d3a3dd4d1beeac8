package dev.warren.notifier.stream;

import com.rabbitmq.client.Connection;
import dev.warren.notifier.NotifierConfig;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Reads what is no longer in the window from the broker, for a bounded number of clients at a time and a bounded amount
 * for each; who needs more queues for it anew, behind those who wait already.
 */
@Singleton
class BacklogReader {

    private final DeliveryStream deliveryStream;
    private final SseFrameFactory sseFrameFactory;
    private final StreamMetrics metrics;
    private final NotifierConfig.Stream config;
    private final ThreadPoolExecutor places;
    private Connection connection;

    BacklogReader(
            DeliveryStream deliveryStream,
            SseFrameFactory sseFrameFactory,
            StreamMetrics metrics,
            NotifierConfig config) {
        this.deliveryStream = deliveryStream;
        this.sseFrameFactory = sseFrameFactory;
        this.metrics = metrics;
        this.config = config.stream();
        this.places = new ThreadPoolExecutor(
                this.config.maxReplays(),
                this.config.maxReplays(),
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(this.config.maxWaitingReplays()),
                Thread.ofVirtual().name("replay").factory());
    }

    void stop(@Observes ShutdownEvent event) {
        places.shutdownNow();
        disconnect();
    }

    /**
     * Adds what follows in the log, beginning with a gap if the log does not go on where the batch is. The batch
     * belongs to this class until the result is there; whatever the result is, the batch is then right. Who cancels the
     * result gives the place back and does not use the batch again.
     *
     * @param until where the window begins
     * @throws java.util.concurrent.RejectedExecutionException if too many wait
     */
    CompletableFuture<Void> fill(FrameBatch frameBatch, long until) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        BacklogRead replay = new BacklogRead(
                this::connection, deliveryStream, sseFrameFactory, metrics, config, frameBatch, until, result);
        places.execute(replay);
        var _ = result.whenComplete((done, failure) -> {
            if (result.isCancelled() && !places.remove(replay)) {
                replay.cancel();
            }
        });
        return result;
    }

    /** How many read at this moment. */
    int reading() {
        return places.getActiveCount();
    }

    /** How many wait for a place. */
    int waiting() {
        return places.getQueue().size();
    }

    private synchronized Connection connection() throws IOException {
        if (connection == null || !connection.isOpen()) {
            connection = deliveryStream.connect("replay");
        }
        return connection;
    }

    private synchronized void disconnect() {
        if (connection != null) {
            connection.abort();
        }
    }
}
