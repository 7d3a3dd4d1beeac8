package dev.warren.amqp.stream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.amqp.BrokerConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads a stream in order, over a channel of its own. A message is acknowledged when the next one is asked for, so that
 * never more than the prefetch is in memory. Once the channel is closed or the stream deleted, it is of no further use;
 * its user goes on with another one, at the offset behind the last message. Used by one thread; only {@link #close()}
 * may be called by any.
 */
public final class StreamReader implements AutoCloseable {

    private static final String OFFSET = "x-stream-offset";

    private final Channel channel;
    private final String stream;

    /** What has arrived; nothing, in the place of a message, says that no more comes. */
    private final BlockingQueue<Optional<Delivery>> arrived = new LinkedBlockingQueue<>();

    private Delivery taken;

    private StreamReader(Channel channel, String stream) {
        this.channel = channel;
        this.stream = stream;
    }

    /**
     * Begins to read.
     *
     * @param prefetch how many messages the broker sends ahead
     * @throws IOException if the broker does not answer, or there is no such stream
     */
    public static StreamReader open(BrokerConnection connection, String stream, StreamOffset from, int prefetch)
            throws IOException {
        StreamReader reader = new StreamReader(connection.channel(), stream);
        try {
            reader.channel.addShutdownListener(cause -> reader.end());
            reader.channel.basicQos(prefetch);
            reader.consume(from, reader.arrived);
            return reader;
        } catch (IOException | ShutdownSignalException e) {
            reader.close();
            throw new IOException("the stream %s cannot be read".formatted(stream), e);
        }
    }

    /**
     * The next message, as soon as there is one.
     *
     * @throws IOException if none comes any more: the channel is closed, or the stream is gone
     */
    public Delivery next() throws IOException, InterruptedException {
        acknowledge();
        return take(arrived.take());
    }

    /** As {@link #next()}, but null if none came in time. */
    public Delivery next(Duration wait) throws IOException, InterruptedException {
        acknowledge();
        Optional<Delivery> next = arrived.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        return next == null ? null : take(next);
    }

    /** Whether a message waits that {@link #next()} has not given yet; also true where none comes any more. */
    public boolean hasNext() {
        return !arrived.isEmpty();
    }

    /**
     * The offset where the last block of messages begins. A channel serves its consumers one after the other: when this
     * returns an offset, all that was in the stream before has arrived, or waits for an acknowledgement.
     *
     * @param wait how long to wait for the broker, which delivers nothing if the stream is empty
     */
    public OptionalLong beginOfLastBlock(Duration wait) throws IOException, InterruptedException {
        BlockingQueue<Optional<Delivery>> block = new LinkedBlockingQueue<>();
        try {
            String probe = consume(StreamOffset.last(), block);
            Optional<Delivery> first = block.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
            channel.basicCancel(probe);
            return first == null ? OptionalLong.empty() : OptionalLong.of(offset(first.orElseThrow()));
        } catch (ShutdownSignalException e) {
            throw new IOException("the connection is lost", e);
        }
    }

    /** Where in its stream a message is. */
    public static long offset(Delivery delivery) {
        return (Long) delivery.getProperties().getHeaders().get(OFFSET);
    }

    /** Ends reading, without waiting for the broker. Whoever waits for a message gets an exception at once. */
    @Override
    public void close() {
        end();
        Thread.ofVirtual().name("stream-close").start(this::abort);
    }

    private void abort() {
        try {
            channel.abort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String consume(StreamOffset from, BlockingQueue<Optional<Delivery>> to) throws IOException {
        return channel.basicConsume(
                stream,
                false,
                Map.of(OFFSET, from.argument()),
                (tag, delivery) -> to.add(Optional.of(delivery)),
                tag -> end());
    }

    private void acknowledge() throws IOException {
        if (taken == null) {
            return;
        }
        try {
            channel.basicAck(taken.getEnvelope().getDeliveryTag(), false);
            taken = null;
        } catch (ShutdownSignalException e) {
            throw new IOException("the connection is lost", e);
        }
    }

    private Delivery take(Optional<Delivery> next) throws IOException {
        if (next.isEmpty()) {
            end();
            throw new IOException("the stream %s is not read any longer".formatted(stream), channel.getCloseReason());
        }
        taken = next.get();
        return taken;
    }

    private void end() {
        arrived.add(Optional.empty());
    }
}
