package dev.warren.notifier.stream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import dev.warren.notifier.NotifierConfig;
import dev.warren.notifier.stream.request.StreamPosition;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a bounded number of older messages from the broker for one client, until the client is gone. */
final class BacklogRead implements Runnable {

    private final Connected connected;
    private final DeliveryStream deliveryStream;
    private final SseFrameFactory sseFrameFactory;
    private final StreamMetrics metrics;
    private final NotifierConfig.Stream config;
    private final FrameBatch frameBatch;
    private final long until;
    private final CompletableFuture<Void> result;

    /** What has arrived; nothing, once, in the place of a message says that the client is gone. */
    private final BlockingQueue<Optional<Delivery>> arrived = new LinkedBlockingQueue<>();

    private int messages;
    private long bytes;

    BacklogRead(
            Connected connected,
            DeliveryStream deliveryStream,
            SseFrameFactory sseFrameFactory,
            StreamMetrics metrics,
            NotifierConfig.Stream config,
            FrameBatch frameBatch,
            long until,
            CompletableFuture<Void> result) {
        this.connected = connected;
        this.deliveryStream = deliveryStream;
        this.sseFrameFactory = sseFrameFactory;
        this.metrics = metrics;
        this.config = config;
        this.frameBatch = frameBatch;
        this.until = until;
        this.result = result;
    }

    /** The client is gone. */
    void cancel() {
        arrived.add(Optional.empty());
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
        Channel channel = connected.connection().createChannel();
        try {
            deliveryStream.read(channel, from(), (tag, delivery) -> arrived.add(Optional.of(delivery)), () -> {});
            Optional<Delivery> delivery = next();
            delivery.ifPresent(this::begin);
            while (delivery.isPresent() && unfinished()) {
                channel.basicAck(delivery.get().getEnvelope().getDeliveryTag(), false);
                delivery = next();
                delivery.map(sseFrameFactory::of).ifPresent(this::add);
            }
        } finally {
            channel.abort();
        }
    }

    /** Begins with the message at the position: if that is there, nothing is missing behind it. */
    private Object from() {
        return frameBatch.astray() || frameBatch.position().equals(StreamPosition.START)
                ? DeliveryStream.FIRST
                : frameBatch.position().offset();
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

    private Optional<Delivery> next() throws InterruptedException, TimeoutException {
        Optional<Delivery> delivery = arrived.poll(config.brokerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        if (delivery == null) {
            throw new TimeoutException("the broker does not deliver");
        }
        return delivery;
    }

    /** Where the connection comes from that all clients share. */
    interface Connected {
        Connection connection() throws IOException;
    }
}
