package dev.warren.amqp;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens connections to the broker of {@code warren.amqp.url}, also for what no channel covers. Thread-safe. */
@ApplicationScoped
public class BrokerConnector {

    private static final int HEARTBEAT_SECONDS = 10;

    private final AmqpConfig config;
    private final String service;

    BrokerConnector(AmqpConfig config, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.config = config;
        this.service = service;
    }

    /** Where it connects to, as text for logs, without password. */
    String address() {
        return AmqpAddress.parse(config.url()).toString();
    }

    /**
     * A new connection, which the caller closes. It does not recover by itself: who opened it knows where to go on.
     *
     * @param purpose stands behind the service's name in the broker's list of connections
     * @throws IOException if none of the broker's nodes answers
     */
    public Connection open(String purpose) throws IOException {
        return open(purpose, null);
    }

    /**
     * As {@link #open}, for consumers that must not be given faster than they take: the thread that reads from the
     * connection calls them. They must not wait for anything that comes over the same connection, the answers to their
     * own commands included.
     */
    public Connection openUnbuffered(String purpose) throws IOException {
        return open(purpose, new DirectExecutor());
    }

    private Connection open(String purpose, ExecutorService consumers) throws IOException {
        AmqpAddress address = AmqpAddress.parse(config.url());
        try {
            return factory(address).newConnection(consumers, address.nodes(), service + " " + purpose);
        } catch (TimeoutException e) {
            throw new IOException("the broker did not answer", e);
        }
    }

    private ConnectionFactory factory(AmqpAddress address) {
        ConnectionFactory factory = new ReadingShallowHeaders();
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

    /** The client's own default for amqps trusts everyone. */
    private static void encrypt(ConnectionFactory factory) {
        try {
            factory.useSslProtocol(SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        factory.enableHostnameVerification();
    }

    private static final class ReadingShallowHeaders extends ConnectionFactory {

        @Override
        protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
            FrameHandlerFactory plain = super.createFrameHandlerFactory();
            return (address, name) -> new HeaderDepthLimiter(plain.create(address, name));
        }
    }
}
