package dev.warren.deadletters.held;

import dev.warren.amqp.AmqpConfig;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.browse.PrefetchWindow;
import dev.warren.amqp.outgoing.BatchPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The queue {@code <service>.held}, in which messages wait until they are released. Thread-safe. */
@ApplicationScoped
public class HeldQueue {

    /** How one pass over the queue ended. */
    public enum Pass {
        /** Everything that was in the queue when it began was looked at. */
        DONE,
        /** Not everything was looked at, as somebody else is at it. */
        BUSY
    }

    private static final int MESSAGES_IN_HAND = 20;

    private final BrokerConnector brokerConnector;
    private final Duration patience;
    private final String service;

    HeldQueue(
            BrokerConnector brokerConnector,
            AmqpConfig config,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.brokerConnector = brokerConnector;
        this.patience = config.publish().timeout();
        this.service = service;
    }

    /**
     * Looks at every message in order, once: releases those that may go, and puts the others to the end of the queue,
     * so that their order stays. No message is taken out of the queue before the broker has confirmed that it is where
     * it goes; if this is interrupted, a message may be there twice, which whoever works on it notices.
     *
     * @param mayGo whether a message may go; asked for every message
     * @param perSecond how many are released per second at most
     * @throws IOException if the broker does not answer
     * @throws InterruptedException if the thread is interrupted
     */
    public Pass pass(Predicate<HeldQueueEntry> mayGo, int perSecond) throws IOException, InterruptedException {
        try (PrefetchWindow window =
                        new PrefetchWindow(brokerConnector, "<- held", service + ".held", MESSAGES_IN_HAND);
                BatchPublisher batchPublisher = new BatchPublisher(brokerConnector, "-> held", patience)) {
            return new HeldQueuePass(window, batchPublisher, service, mayGo, perSecond).run();
        }
    }

    /**
     * How many messages wait.
     *
     * @param connection to ask over
     * @throws IOException if the broker does not answer, or the queue does not exist
     */
    public long count(BrokerConnection connection) throws IOException {
        return connection.messageCount(service + ".held");
    }
}
