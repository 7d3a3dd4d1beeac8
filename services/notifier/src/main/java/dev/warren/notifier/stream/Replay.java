package dev.warren.notifier.stream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import dev.warren.notifier.NotifierConfig;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One client's turn at reading older messages: up to a bounded number of them, or until the client is gone. */
final class Replay implements Runnable {

    private final Connected connected;
    private final Log log;
    private final Frames frames;
    private final StreamMetrics metrics;
    private final NotifierConfig.Stream config;
    private final Batch batch;
    private final long until;
    private final CompletableFuture<Void> result;

    /** What has arrived; nothing, once, in the place of a message says that the client is gone. */
    private final BlockingQueue<Optional<Delivery>> arrived = new LinkedBlockingQueue<>();

    private int messages;
    private long bytes;

    Replay(
            Connected connected,
            Log log,
            Frames frames,
            StreamMetrics metrics,
            NotifierConfig.Stream config,
            Batch batch,
            long until,
            CompletableFuture<Void> result) {
        this.connected = connected;
        this.log = log;
        this.frames = frames;
        this.metrics = metrics;
        this.config = config;
        this.batch = batch;
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
            log.read(channel, from(), (tag, delivery) -> arrived.add(Optional.of(delivery)), () -> {});
            Optional<Delivery> delivery = next();
            delivery.ifPresent(this::begin);
            while (delivery.isPresent() && unfinished()) {
                channel.basicAck(delivery.get().getEnvelope().getDeliveryTag(), false);
                delivery = next();
                delivery.map(frames::of).ifPresent(this::add);
            }
        } finally {
            channel.abort();
        }
    }

    /** Begins with the message at the position: if that is there, nothing is missing behind it. */
    private Object from() {
        return batch.astray() || batch.position().equals(Position.START)
                ? Log.FIRST
                : batch.position().offset();
    }

    private boolean unfinished() {
        return !batch.astray()
                && !batch.full()
                && batch.position().offset() < until
                && messages < config.replayFrames()
                && bytes < config.replaySize().asLongValue();
    }

    private void begin(Delivery delivery) {
        Frame frame = frames.of(delivery);
        Position position = batch.position();
        if (batch.astray()) {
            begin(frame, Gap.OTHER_LOG);
        } else if (frame.offset() != position.offset()) {
            begin(frame, Gap.EXPIRED);
        } else if (!position.means(frame.position())) {
            batch.strayed();
        } else if (!position.seen()) {
            add(frame);
        }
    }

    private void begin(Frame frame, Gap reason) {
        batch.addGap(frames.gap(batch.position(), frame.position().before(), reason));
        add(frame);
    }

    private void add(Frame frame) {
        batch.add(frame);
        messages++;
        bytes += frame.size();
        metrics.replayed();
    }

    private Optional<Delivery> next() throws InterruptedException, TimeoutException {
        Optional<Delivery> delivery = arrived.poll(config.brokerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        if (delivery == null) {
            throw new TimeoutException("the broker delivers nothing");
        }
        return delivery;
    }

    /** Where the connection comes from that all clients share. */
    interface Connected {
        Connection connection() throws IOException;
    }
}
