package dev.warren.notifier.stream;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.Delivery;
import dev.warren.notifier.NotifierConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The broker's stream of everything that is delivered, read with a plain AMQP client. Thread-safe. */
@Singleton
class Log {

    /** Reads from the oldest message that is still there. */
    static final String FIRST = "first";

    /** Reads from the beginning of the last block of messages, whose size the broker chooses. */
    static final String LAST = "last";

    private static final String OFFSET = "x-stream-offset";
    private static final int PREFETCH = 500;
    private static final int HEARTBEAT_SECONDS = 10;
    private static final int CONNECTION_TIMEOUT_MILLIS = 5_000;

    private final Address[] nodes;
    private final ConnectionFactory factory;
    private final String name;

    Log(@ConfigProperty(name = "warren.amqp.url") String url, NotifierConfig config) {
        String hosts = URI.create(url).getRawAuthority().replaceFirst(".*@", "");
        this.nodes = Address.parseAddresses(hosts);
        this.factory = factory(url.replace(hosts, hosts.split(",", 2)[0]));
        this.name = config.stream().log();
    }

    /** A new connection, which the caller closes. It does not recover: who reads knows where to go on. */
    Connection connect(String purpose) throws IOException, TimeoutException {
        return factory.newConnection(nodes, "notifier " + purpose);
    }

    /**
     * Reads from a position on, until the channel is closed. What is not acknowledged slows the broker down.
     *
     * @param from an offset, {@link #FIRST} or {@link #LAST}
     * @param cancelled called when the broker ends the reading because the stream is gone
     */
    void read(Channel channel, Object from, DeliverCallback delivered, Runnable cancelled) throws IOException {
        channel.basicQos(PREFETCH);
        channel.basicConsume(name, false, Map.of(OFFSET, from), delivered, tag -> cancelled.run());
    }

    /** Where a message is in the log. */
    static long offset(Delivery delivery) {
        return (Long) delivery.getProperties().getHeaders().get(OFFSET);
    }

    private static ConnectionFactory factory(String url) {
        try {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(url);
            factory.setAutomaticRecoveryEnabled(false);
            factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
            factory.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
            if (factory.isSSL()) {
                // the client's own default for amqps trusts everyone
                factory.useSslProtocol(SSLContext.getDefault());
                factory.enableHostnameVerification();
            }
            return factory;
        } catch (URISyntaxException | GeneralSecurityException e) {
            throw new IllegalStateException("warren.amqp.url is no address of a broker", e);
        }
    }
}
