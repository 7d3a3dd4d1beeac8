package dev.warren.notifier.dead;

import com.rabbitmq.client.Delivery;
import dev.warren.amqp.AmqpConfig;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.stream.StreamOffset;
import dev.warren.amqp.stream.StreamReader;
import dev.warren.deadletters.queue.DeadLetterLogEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The stream {@code dead-letters.log}, which keeps for ninety days what was given up and what became of it. A stream
 * does not say where it ends: it has ended where nothing comes for a moment. Thread-safe.
 */
@ApplicationScoped
class DeadLetterLogReader {

    private static final Logger LOG = Logger.getLogger(DeadLetterLogReader.class);
    private static final String NAME = "dead-letters.log";
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
        try (BrokerConnection connection = new BrokerConnection(brokerConnector, "<- " + NAME)) {
            long end = end(connection);
            return read(connection, Math.max(0, end - limit), limit);
        }
    }

    /** The first position without an entry, perhaps a little before it. */
    private static long end(BrokerConnection connection) throws IOException, InterruptedException {
        try (StreamReader block = StreamReader.open(connection, NAME, StreamOffset.last(), PREFETCH)) {
            long end = 0;
            for (Delivery next = block.next(FIRST_WAIT); next != null; next = block.next(LULL)) {
                end = StreamReader.offset(next) + 1;
            }
            return end;
        }
    }

    private List<DeadLetterLogEntry> read(BrokerConnection connection, long from, int limit)
            throws IOException, InterruptedException {
        Deque<DeadLetterLogEntry> newest = new ArrayDeque<>();
        try (StreamReader log = StreamReader.open(connection, NAME, StreamOffset.at(from), PREFETCH)) {
            for (Delivery next = log.next(FIRST_WAIT); next != null; next = log.next(LULL)) {
                entry(next).ifPresent(newest::addFirst);
                if (newest.size() > limit) {
                    newest.removeLast();
                }
            }
        }
        return List.copyOf(newest);
    }

    private Optional<DeadLetterLogEntry> entry(Delivery message) {
        try {
            return Optional.of(DeadLetterLogEntry.of(message, maxMessageBytes));
        } catch (IllegalArgumentException e) {
            LOG.warnf("not an entry of the log of dead letters offset=%d", StreamReader.offset(message));
            return Optional.empty();
        }
    }
}
