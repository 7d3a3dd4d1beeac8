package dev.warren.messaging.amqp;

import com.rabbitmq.client.Connection;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * The one connection that everything is published over. The start waits until the broker is there, before any channel
 * is opened: an incoming channel that does not find it would stay dead. A lost connection is opened anew in the
 * background, for as long as it takes. Thread-safe.
 */
@ApplicationScoped
class BrokerConnection {

    private static final Logger LOG = Logger.getLogger(BrokerConnection.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String PUBLISHING = "->";
    private static final int BEFORE_ANY_CHANNEL = Interceptor.Priority.PLATFORM_BEFORE + 1;

    private final AmqpConfig config;
    private final Connections connections;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile Connection connection;
    private volatile boolean away;
    private volatile Thread keeper;

    BrokerConnection(AmqpConfig config, Connections connections) {
        this.config = config;
        this.connections = connections;
    }

    void onStart(@Observes @Priority(BEFORE_ANY_CHANNEL) StartupEvent event) throws InterruptedException {
        long deadline = System.nanoTime() + config.startTimeout().toNanos();
        while (!tryOpen()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no broker at " + AmqpAddress.parse(config.url()) + " within "
                        + config.startTimeout() + " (warren.amqp.start-timeout)");
            }
            Thread.sleep(PAUSE);
        }
        keeper = Thread.ofVirtual().name("broker-connection").start(this::keepOpen);
    }

    /** The open connection; where there is none, one attempt is made. */
    Connection open() throws IOException {
        opening.lock();
        try {
            if (!isOpen()) {
                connection = connections.open(PUBLISHING);
                away = false;
                LOG.infof("broker connected address=%s", AmqpAddress.parse(config.url()));
            }
            return connection;
        } finally {
            opening.unlock();
        }
    }

    boolean isOpen() {
        Connection current = connection;
        return current != null && current.isOpen();
    }

    private void keepOpen() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                tryOpen();
            }
        } catch (InterruptedException e) {
            LOG.debug("the service stops");
        }
    }

    /** An outage is a warning once, however often it is tried. */
    private boolean tryOpen() {
        try {
            return open().isOpen();
        } catch (IOException e) {
            LOG.logf(away ? Level.DEBUG : Level.WARN, "broker unreachable, trying on cause=%s", e);
            away = true;
            return false;
        }
    }

    @PreDestroy
    void close() {
        if (keeper != null) {
            keeper.interrupt();
        }
        if (connection != null) {
            connection.abort();
        }
    }
}
