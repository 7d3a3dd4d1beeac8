package dev.warren.notifier.dead;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.amqp.AmqpConfig;
import dev.warren.amqp.BrokerConnector;
import dev.warren.deadletters.queue.DeadLetterLogEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The stream {@code dead-letters.log}, which keeps for ninety days what was given up and what became of it. A stream
 * does not say where it ends: it has ended where nothing comes for a moment. Thread-safe.
 */
@ApplicationScoped
class DeadLetterLogReader {

    private static final Logger LOG = Logger.getLogger(DeadLetterLogReader.class);
    private static final String NAME = "dead-letters.log";
    private static final String OFFSET = "x-stream-offset";
    private static final String LAST_BLOCK = "last";
    private static final int PREFETCH = 100;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LULL = Duration.ofMillis(300);

    private final BrokerConnector brokerConnector;
    private final int maxMessageBytes;

    DeadLetterLogReader(BrokerConnector brokerConnector, AmqpConfig amqp) {
        this.brokerConnector = brokerConnector;
        this.maxMessageBytes = amqp.maxMessageBytes();
    }

    /**
     * The last entries, the newest first.
     *
     * @param limit how many at most
     * @throws IOException if the broker does not answer
     */
    List<DeadLetterLogEntry> newest(int limit) throws IOException, InterruptedException {
        Connection connection = brokerConnector.open("<- " + NAME);
        try {
            long end = end(connection);
            return read(connection, Math.max(0, end - limit), limit);
        } catch (ShutdownSignalException e) {
            throw new IOException(e);
        } finally {
            connection.abort();
        }
    }

    /** The first position without an entry, perhaps a little before it. */
    private static long end(Connection connection) throws IOException, InterruptedException {
        Reading block = Reading.begin(connection, LAST_BLOCK);
        long end = 0;
        for (Delivery next = block.first(); next != null; next = block.next()) {
            end = offset(next) + 1;
        }
        return end;
    }

    private List<DeadLetterLogEntry> read(Connection connection, long from, int limit)
            throws IOException, InterruptedException {
        Reading reading = Reading.begin(connection, from);
        Deque<DeadLetterLogEntry> newest = new ArrayDeque<>();
        for (Delivery next = reading.first(); next != null; next = reading.next()) {
            entry(next).ifPresent(newest::addFirst);
            if (newest.size() > limit) {
                newest.removeLast();
            }
        }
        return List.copyOf(newest);
    }

    private Optional<DeadLetterLogEntry> entry(Delivery message) {
        try {
            return Optional.of(DeadLetterLogEntry.of(message, maxMessageBytes));
        } catch (IllegalArgumentException e) {
            LOG.warnf("not an entry of the log of dead letters offset=%d", offset(message));
            return Optional.empty();
        }
    }

    private static long offset(Delivery delivery) {
        return (Long) delivery.getProperties().getHeaders().get(OFFSET);
    }

    /** Messages of the stream, few of them in memory: more come when those that came were taken. */
    private record Reading(Channel channel, BlockingQueue<Delivery> arrived) {

        static Reading begin(Connection connection, Object from) throws IOException {
            Reading reading = new Reading(connection.createChannel(), new LinkedBlockingQueue<>());
            reading.channel.basicQos(PREFETCH);
            reading.channel.basicConsume(
                    NAME,
                    false,
                    Map.of(OFFSET, from),
                    (tag, delivery) -> reading.arrived.add(delivery),
                    tag -> LOG.warn("the log of dead letters is gone"));
            return reading;
        }

        Delivery first() throws IOException, InterruptedException {
            return take(FIRST_WAIT);
        }

        Delivery next() throws IOException, InterruptedException {
            return take(LULL);
        }

        private Delivery take(Duration wait) throws IOException, InterruptedException {
            Delivery delivery = arrived.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (delivery != null) {
                channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
            }
            return delivery;
        }
    }
}
