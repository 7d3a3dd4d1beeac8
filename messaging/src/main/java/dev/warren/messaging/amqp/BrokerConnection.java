package dev.warren.messaging.amqp;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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
    private static final int HEARTBEAT_SECONDS = 10;
    private static final int BEFORE_ANY_CHANNEL = Interceptor.Priority.PLATFORM_BEFORE + 1;

    private final AmqpConfig config;
    private final String name;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile Connection connection;
    private volatile boolean away;
    private volatile Thread keeper;

    BrokerConnection(AmqpConfig config, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.config = config;
        this.name = service + " ->";
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
                AmqpAddress address = AmqpAddress.parse(config.url());
                connection = factory(address).newConnection(address.nodes(), name);
                away = false;
                LOG.infof("broker connected address=%s", address);
            }
            return connection;
        } catch (TimeoutException e) {
            throw new IOException("the broker did not answer", e);
        } finally {
            opening.unlock();
        }
    }

    boolean isOpen() {
        Connection current = connection;
        return current != null && current.isOpen();
    }

    private ConnectionFactory factory(AmqpAddress address) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUsername(address.user());
        factory.setPassword(address.password());
        factory.setVirtualHost(address.vhost());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setConnectionTimeout(Math.toIntExact(config.publish().timeout().toMillis()));
        if (address.tls()) {
            encrypt(factory);
        }
        return factory;
    }

    private static void encrypt(ConnectionFactory factory) {
        try {
            factory.useSslProtocol(SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        factory.enableHostnameVerification();
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
