package dev.warren.aiconsumer.replay.run;

import com.rabbitmq.client.Delivery;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.stream.StreamOffset;
import dev.warren.amqp.stream.StreamReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads the stream of accepted events in order, over a channel of its own that closes with the connection. After an
 * exception it is of no further use; the reader goes on with another one, at the offset behind its last event. Not
 * thread-safe.
 */
final class EventLog {

    private static final int PREFETCH = 32;
    private static final long NOTHING = -1;

    private final BrokerConnection connection;
    private final String stream;
    private StreamReader reader;
    private long seen;

    private EventLog(BrokerConnection connection, String stream, StreamOffset from, long seen) throws IOException {
        this.connection = connection;
        this.stream = stream;
        this.reader = StreamReader.open(connection, stream, from, PREFETCH);
        this.seen = seen;
    }

    /** Begins with the event at an offset, or with the next one that there is. */
    static EventLog at(BrokerConnection connection, String stream, long offset) throws IOException {
        return new EventLog(connection, stream, StreamOffset.at(offset), offset - 1);
    }

    /** Begins no later than with the first event that the broker stored at that time. */
    static EventLog since(BrokerConnection connection, String stream, Instant time) throws IOException {
        return new EventLog(connection, stream, StreamOffset.since(time), NOTHING);
    }

    /**
     * The next event, or null if none came in time.
     *
     * @throws IOException if the stream cannot be read any longer
     */
    LoggedEvent next(Duration patience) throws IOException, InterruptedException {
        Delivery delivery = reader.next(patience);
        if (delivery == null) {
            return null;
        }
        seen = StreamReader.offset(delivery);
        return LoggedEvent.of(seen, delivery.getProperties(), delivery.getBody());
    }

    /**
     * Whether everything that is in the stream now has been read; false also where there is doubt. Asked when
     * {@link #next} has given nothing.
     *
     * @param patience how long to wait for the broker, which delivers nothing if the stream is empty
     */
    boolean isAtEnd(Duration patience) throws IOException, InterruptedException {
        long last = reader.beginOfLastBlock(patience).orElse(NOTHING);
        if (reader.hasNext()) {
            return false;
        }
        if (last > seen && seen == NOTHING) {
            // asked by time, the broker may have begun behind its last block, which holds later events all the same
            reader.close();
            reader = StreamReader.open(connection, stream, StreamOffset.at(last), PREFETCH);
        }
        return last <= seen;
    }
}
