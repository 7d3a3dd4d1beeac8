package dev.warren.deadletters;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.amqp.BrokerConnector;
import dev.warren.deadletters.queue.DeadLettersUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Publishes messages as they are, several per confirm, over a connection of its own: the broker holds connections back
 * that publish, and reading must go on. Used by one thread.
 */
final class BatchPublisher implements AutoCloseable {

    private final BrokerConnector brokerConnector;
    private final Duration patience;
    private Connection connection;
    private Channel channel;

    BatchPublisher(BrokerConnector brokerConnector, Duration patience) {
        this.brokerConnector = brokerConnector;
        this.patience = patience;
    }

    /** Publishes one message; {@link #confirm()} says whether it arrived. */
    void publish(String exchange, String key, AMQP.BasicProperties properties, byte[] body) throws IOException {
        if (channel == null) {
            connection = brokerConnector.open("-> dead letters");
            channel = connection.createChannel();
            channel.confirmSelect();
        }
        channel.basicPublish(exchange, key, properties, body);
    }

    /**
     * Returns when the broker has confirmed everything that was published.
     *
     * @throws DeadLettersUnavailableException if it refused some of it or did not answer in time; what arrived is
     *     unknown then
     */
    void confirm() throws IOException {
        try {
            if (channel != null) {
                channel.waitForConfirmsOrDie(patience.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeadLettersUnavailableException("The service stops.", e);
        } catch (TimeoutException e) {
            throw new DeadLettersUnavailableException("The broker does not confirm.", e);
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.abort();
        }
    }
}
