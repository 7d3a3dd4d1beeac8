package dev.warren.notifier.stream;

import dev.warren.amqp.BrokerConnection;
import dev.warren.notifier.NotifierConfig;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
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
    private final BrokerConnection connection;

    BacklogReader(
            DeliveryStream deliveryStream,
            SseFrameFactory sseFrameFactory,
            StreamMetrics metrics,
            NotifierConfig config) {
        this.deliveryStream = deliveryStream;
        this.sseFrameFactory = sseFrameFactory;
        this.metrics = metrics;
        this.config = config.stream();
        this.connection = deliveryStream.connection("replay");
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
        connection.close();
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
                connection, deliveryStream, sseFrameFactory, metrics, config, frameBatch, until, result);
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
}
