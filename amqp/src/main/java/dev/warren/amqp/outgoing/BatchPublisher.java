package dev.warren.amqp.outgoing;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.Channels;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Publishes messages as they are, several per confirm, over a connection of its own, which the first message opens: the
 * broker holds connections back that publish, and reading must go on. Used by one thread.
 */
public final class BatchPublisher implements AutoCloseable {

    private final BrokerConnector brokerConnector;
    private final String purpose;
    private final Duration patience;
    private Connection connection;
    private Channel channel;

    /**
     * @param purpose of its connection, for the broker's list
     * @param patience how long the broker may take to confirm
     */
    public BatchPublisher(BrokerConnector brokerConnector, String purpose, Duration patience) {
        this.brokerConnector = brokerConnector;
        this.purpose = purpose;
        this.patience = patience;
    }

    /**
     * Publishes one message; {@link #confirm()} says whether it arrived.
     *
     * @throws IOException if the broker does not answer
     */
    public void publish(String exchange, String key, AMQP.BasicProperties properties, byte[] body) throws IOException {
        try {
            if (channel == null) {
                connection = brokerConnector.open(purpose);
                channel = Channels.open(connection);
                channel.confirmSelect();
            }
            channel.basicPublish(exchange, key, properties, body);
        } catch (ShutdownSignalException e) {
            throw lost(e);
        }
    }

    /**
     * Returns when the broker has confirmed everything that was published.
     *
     * @throws IOException if it refused some of it or did not answer in time, or the thread was interrupted; what
     *     arrived is unknown then
     */
    public void confirm() throws IOException {
        try {
            if (channel != null) {
                channel.waitForConfirmsOrDie(patience.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the broker confirms", e);
        } catch (TimeoutException e) {
            throw new IOException("the broker does not confirm", e);
        } catch (ShutdownSignalException e) {
            throw lost(e);
        }
    }

    private static IOException lost(ShutdownSignalException e) {
        return new IOException("the connection is lost", e);
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.abort();
        }
    }
}
