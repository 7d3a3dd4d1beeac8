package dev.warren.notifier.stream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import dev.warren.notifier.NotifierConfig;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads what is no longer in the window from the broker, a batch at a time, for a bounded number of clients at a time.
 */
@Singleton
class Replays {

    private static final String RETENTION = "retention";

    private final Log log;
    private final Frames frames;
    private final StreamMetrics metrics;
    private final Duration timeout;
    private final Semaphore permits;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Connection connection;

    Replays(Log log, Frames frames, StreamMetrics metrics, NotifierConfig config) {
        this.log = log;
        this.frames = frames;
        this.metrics = metrics;
        this.timeout = config.stream().brokerTimeout();
        this.permits = new Semaphore(config.stream().maxReplays(), true);
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
        disconnect();
    }

    /**
     * Adds what follows in the log, beginning with a gap if some of it is no longer there. The batch belongs to this
     * class until the result is there; whatever the result is, the batch is then right.
     *
     * @param until where the window begins
     */
    CompletableFuture<Void> fill(Batch batch, long until) {
        return CompletableFuture.runAsync(() -> inTurn(batch, until), threads);
    }

    private void inTurn(Batch batch, long until) {
        try {
            permits.acquire();
            try {
                read(batch, until);
            } finally {
                permits.release();
            }
        } catch (IOException | TimeoutException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private void read(Batch batch, long until) throws IOException, TimeoutException, InterruptedException {
        Channel channel = connection().createChannel();
        try {
            BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
            // begins with what the client has seen last: if that is there, nothing is missing behind it
            log.read(channel, Math.max(0, batch.next() - 1), (tag, delivery) -> arrived.add(delivery), () -> {});
            Delivery delivery = next(arrived);
            if (Log.offset(delivery) > batch.next()) {
                batch.addGap(frames.gap(batch.next(), Log.offset(delivery) - 1, RETENTION));
            }
            add(delivery, batch);
            while (!batch.full() && batch.next() < until) {
                channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                delivery = next(arrived);
                add(delivery, batch);
            }
        } finally {
            channel.abort();
        }
    }

    private void add(Delivery delivery, Batch batch) {
        if (Log.offset(delivery) >= batch.next()) {
            batch.add(frames.of(delivery));
            metrics.replayed();
        }
    }

    private Delivery next(BlockingQueue<Delivery> arrived) throws InterruptedException, TimeoutException {
        Delivery delivery = arrived.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        if (delivery == null) {
            throw new TimeoutException("the broker delivers nothing");
        }
        return delivery;
    }

    private synchronized Connection connection() throws IOException {
        if (connection == null || !connection.isOpen()) {
            connection = log.connect("replay");
        }
        return connection;
    }

    private synchronized void disconnect() {
        if (connection != null) {
            connection.abort();
        }
    }
}
