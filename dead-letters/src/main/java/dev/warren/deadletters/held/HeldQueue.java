package dev.warren.deadletters.held;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.amqp.AmqpConfig;
import dev.warren.amqp.BrokerConnector;
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
        try (Open open = open()) {
            HeldQueuePass heldQueuePass = new HeldQueuePass(open.reading().createChannel(), service, mayGo, perSecond);
            return heldQueuePass.run(
                    new HeldMessageRepublisher(open.writing().createChannel(), service + ".park", patience));
        } catch (ShutdownSignalException e) {
            throw new IOException("the connection is lost", e);
        }
    }

    /**
     * How many messages wait.
     *
     * @param channel to ask over, which is closed where the queue does not exist
     */
    public long count(Channel channel) throws IOException {
        return channel.messageCount(service + ".held");
    }

    /** Two, as the broker holds back a connection that publishes, and reading must go on. */
    private Open open() throws IOException {
        Connection reading = brokerConnector.open("<- held");
        try {
            return new Open(reading, brokerConnector.open("-> held"));
        } catch (IOException e) {
            reading.abort();
            throw e;
        }
    }

    private record Open(Connection reading, Connection writing) implements AutoCloseable {

        @Override
        public void close() {
            reading.abort();
            writing.abort();
        }
    }
}
