package dev.warren.aiconsumer.replay.run;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads the stream of accepted events in order, over a channel of its own that closes with the connection. After an
 * exception it is of no further use; the reader goes on with another one, at the offset behind its last event. Not
 * thread-safe.
 */
final class EventLog {

    private static final String OFFSET = "x-stream-offset";
    private static final String LAST = "last";
    private static final int PREFETCH = 32;
    private static final long NOTHING = -1;

    private final Connection connection;
    private final String stream;
    private Channel channel;
    private BlockingQueue<Delivery> arrived;
    private long seen;

    private EventLog(Connection connection, String stream, long seen) {
        this.connection = connection;
        this.stream = stream;
        this.seen = seen;
    }

    /** Begins with the event at an offset, or with the next one that there is. */
    static EventLog at(Connection connection, String stream, long offset) throws IOException {
        EventLog log = new EventLog(connection, stream, offset - 1);
        log.begin(offset);
        return log;
    }

    /** Begins no later than with the first event that the broker stored at that time. */
    static EventLog since(Connection connection, String stream, Instant time) throws IOException {
        EventLog log = new EventLog(connection, stream, NOTHING);
        log.begin(Date.from(time));
        return log;
    }

    /**
     * The next event, or null if none came in time.
     *
     * @throws IOException if the stream cannot be read any longer
     */
    LoggedEvent next(Duration patience) throws IOException, InterruptedException {
        Delivery delivery = arrived.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (delivery == null) {
            demandOpen();
            return null;
        }
        try {
            channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
        } catch (ShutdownSignalException e) {
            throw new IOException("the connection is lost", e);
        }
        seen = offset(delivery);
        return LoggedEvent.of(seen, delivery.getProperties(), delivery.getBody());
    }

    /**
     * Whether everything that is in the stream now has been read; false also where there is doubt. A channel serves its
     * consumers one after the other: once a second one has been given something, the first has been given all there is.
     *
     * @param patience how long to wait for the broker, which delivers nothing if the stream is empty
     */
    boolean isAtEnd(Duration patience) throws IOException, InterruptedException {
        long last = beginOfLastBlock(patience);
        if (!arrived.isEmpty()) {
            return false;
        }
        if (last > seen && seen == NOTHING) {
            // asked by time, the broker may have begun behind its last block, which holds later events all the same
            channel.abort();
            begin(last);
        }
        return last <= seen;
    }

    private long beginOfLastBlock(Duration patience) throws IOException, InterruptedException {
        BlockingQueue<Delivery> block = new LinkedBlockingQueue<>();
        try {
            String probe = consume(LAST, block);
            Delivery first = block.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            channel.basicCancel(probe);
            return first == null ? NOTHING : offset(first);
        } catch (ShutdownSignalException e) {
            throw new IOException("the connection is lost", e);
        }
    }

    private void begin(Object from) throws IOException {
        channel = connection.createChannel();
        channel.basicQos(PREFETCH);
        arrived = new LinkedBlockingQueue<>();
        consume(from, arrived);
    }

    /** A consumer that the broker cancels, because the stream is gone, closes the channel. */
    private String consume(Object from, BlockingQueue<Delivery> to) throws IOException {
        Channel consuming = channel;
        return channel.basicConsume(
                stream, false, Map.of(OFFSET, from), (tag, delivery) -> to.add(delivery), tag -> consuming.abort());
    }

    private void demandOpen() throws IOException {
        if (!channel.isOpen()) {
            throw new IOException("the broker has closed the channel", channel.getCloseReason());
        }
    }

    private static long offset(Delivery delivery) {
        return (Long) delivery.getProperties().getHeaders().get(OFFSET);
    }
}
