package dev.warren.amqp.incoming;

import dev.warren.amqp.BrokerConnection;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** How many messages wait in queues, as the broker said when it was asked last. Thread-safe. */
final class QueueDepths {

    private static final Logger LOG = Logger.getLogger(QueueDepths.class);

    private final BrokerConnection connection;
    private final Map<String, Double> ready = new ConcurrentHashMap<>();

    QueueDepths(BrokerConnection connection) {
        this.connection = connection;
    }

    /** How many wait; not a number while that is unknown. */
    double of(String queue) {
        return ready.getOrDefault(queue, Double.NaN);
    }

    /** Asks the broker. */
    void ask(Iterable<String> queues) {
        for (String queue : queues) {
            try {
                ready.put(queue, (double) connection.messageCount(queue));
            } catch (IOException e) {
                LOG.debugf(e, "depth unknown queue=%s", queue);
                ready.remove(queue);
            }
        }
    }
}
