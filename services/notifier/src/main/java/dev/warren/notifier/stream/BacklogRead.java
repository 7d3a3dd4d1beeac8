package dev.warren.notifier.stream;

import com.rabbitmq.client.Delivery;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.stream.StreamOffset;
import dev.warren.amqp.stream.StreamReader;
import dev.warren.notifier.NotifierConfig;
import dev.warren.notifier.stream.request.StreamPosition;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** Reads a bounded number of older messages from the broker for one client, until the client is gone. */
final class BacklogRead implements Runnable {

    private final BrokerConnection connection;
    private final DeliveryStream deliveryStream;
    private final SseFrameFactory sseFrameFactory;
    private final StreamMetrics metrics;
    private final NotifierConfig.Stream config;
    private final FrameBatch frameBatch;
    private final long until;
    private final CompletableFuture<Void> result;

    private volatile StreamReader reader;
    private int messages;
    private long bytes;

    BacklogRead(
            BrokerConnection connection,
            DeliveryStream deliveryStream,
            SseFrameFactory sseFrameFactory,
            StreamMetrics metrics,
            NotifierConfig.Stream config,
            FrameBatch frameBatch,
            long until,
            CompletableFuture<Void> result) {
        this.connection = connection;
        this.deliveryStream = deliveryStream;
        this.sseFrameFactory = sseFrameFactory;
        this.metrics = metrics;
        this.config = config;
        this.frameBatch = frameBatch;
        this.until = until;
        this.result = result;
    }

    /** The client is gone, as the result says already. */
    void cancel() {
        StreamReader reading = reader;
        if (reading != null) {
            reading.close();
        }
    }

    @Override
    public void run() {
        try {
            if (!result.isDone()) {
                read();
            }
            result.complete(null);
        } catch (Exception e) {
            result.completeExceptionally(e);
        }
    }

    private void read() throws IOException, TimeoutException, InterruptedException {
        try (StreamReader opened = deliveryStream.read(connection, from())) {
            reader = opened;
            if (result.isDone()) {
                return;
            }
            begin(next());
            while (unfinished()) {
                add(sseFrameFactory.of(next()));
            }
        }
    }

    /** Begins with the message at the position: if that is there, nothing is missing behind it. */
    private StreamOffset from() {
        return frameBatch.astray() || frameBatch.position().equals(StreamPosition.START)
                ? StreamOffset.first()
                : StreamOffset.at(frameBatch.position().offset());
    }

    private boolean unfinished() {
        return !frameBatch.astray()
                && !frameBatch.full()
                && frameBatch.position().offset() < until
                && messages < config.replayFrames()
                && bytes < config.replaySize().asLongValue();
    }

    private void begin(Delivery delivery) {
        SseFrame frame = sseFrameFactory.of(delivery);
        StreamPosition position = frameBatch.position();
        if (frameBatch.astray()) {
            begin(frame, StreamGap.OTHER_LOG);
        } else if (frame.offset() != position.offset()) {
            begin(frame, StreamGap.EXPIRED);
        } else if (!position.means(frame.position())) {
            frameBatch.strayed();
        } else if (!position.seen()) {
            add(frame);
        }
    }

    private void begin(SseFrame frame, StreamGap reason) {
        frameBatch.addGap(
                sseFrameFactory.gap(frameBatch.position(), frame.position().before(), reason));
        add(frame);
    }

    private void add(SseFrame frame) {
        frameBatch.add(frame);
        messages++;
        bytes += frame.size();
        metrics.replayed();
    }

    private Delivery next() throws IOException, InterruptedException, TimeoutException {
        Delivery delivery = reader.next(config.brokerTimeout());
        if (delivery == null) {
            throw new TimeoutException("the broker does not deliver");
        }
        return delivery;
    }
}
