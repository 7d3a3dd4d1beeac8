package dev.warren.amqp.outgoing;

import com.rabbitmq.client.Connection;
import dev.warren.amqp.AmqpConfig;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.PeriodicTask;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The one connection that everything is published over, but for messages that ended it once. It is kept open in the
 * background, for as long as it takes; the start does not wait for it. Thread-safe.
 */
@ApplicationScoped
public class PublishingConnection {

    private static final Logger LOG = Logger.getLogger(PublishingConnection.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int BEFORE_ANY_CHANNEL = Interceptor.Priority.PLATFORM_BEFORE + 1;

    private final BrokerConnection connection;
    private final BrokerConnection apart;
    private final QuarantinePublisher quarantinePublisher;
    private volatile PeriodicTask periodicTask;

    PublishingConnection(BrokerConnector brokerConnector, AmqpConfig config) {
        this.connection = new BrokerConnection(brokerConnector, "->");
        this.apart = new BrokerConnection(brokerConnector, "-> alone");
        this.quarantinePublisher =
                new QuarantinePublisher(apart, config.publish().timeout());
    }

    void onStart(@Observes @Priority(BEFORE_ANY_CHANNEL) StartupEvent event) {
        periodicTask = PeriodicTask.start("publishing-connection", PAUSE, this::keepOpen);
    }

    /** The open connection; where there is none, one attempt is made. */
    public Connection open() throws IOException {
        return connection.open();
    }

    /** Where messages are published that are suspected of ending the connection. */
    QuarantinePublisher quarantine() {
        return quarantinePublisher;
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    /**
     * Whether the broker has blocked the connection, as it does when its disk is full. What is published meanwhile is
     * not confirmed.
     */
    public boolean isBlocked() {
        return connection.isBlocked();
    }

    private void keepOpen() {
        try {
            open();
        } catch (IOException e) {
            LOG.debug("no connection yet", e);
        }
    }

    @PreDestroy
    void close() {
        if (periodicTask != null) {
            periodicTask.close();
        }
        connection.close();
        apart.close();
    }
}
