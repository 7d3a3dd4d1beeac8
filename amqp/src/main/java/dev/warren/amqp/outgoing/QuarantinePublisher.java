package dev.warren.amqp.outgoing;

import com.rabbitmq.client.AMQP;
import dev.warren.amqp.BrokerConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Publishes one message at a time over a connection of its own: if that is closed because of a message, it was this
 * one, and no other goes down with it. Thread-safe; callers wait for their turn and for the broker's answer.
 */
final class QuarantinePublisher {

    private final BrokerConnection connection;
    private final Duration patience;
    private final ReentrantLock alone = new ReentrantLock(true);
    private ConfirmingChannel channel;

    QuarantinePublisher(BrokerConnection connection, Duration patience) {
        this.connection = connection;
        this.patience = patience;
    }

    /**
     * Returns when the broker has confirmed the message.
     *
     * @throws UnpublishableException if the broker closed the connection or channel because of it
     * @throws IOException if it is unknown whether the message arrived
     */
    void publish(String exchange, String key, AMQP.BasicProperties properties, byte[] body)
            throws IOException, InterruptedException {
        alone.lockInterruptibly();
        try {
            if (channel == null || !channel.isOpen()) {
                channel = ConfirmingChannel.open(connection.open(), patience);
            }
            channel.publish(exchange, key, properties, body).get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            channel.end(new IOException("the broker did not answer", e));
            throw new IOException("the broker did not answer", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            alone.unlock();
        }
    }

    private static IOException failure(Throwable cause) {
        return switch (cause) {
            case SuspectMessageException e -> throw UnpublishableException.byBroker(e);
            case UnpublishableException e -> throw e;
            default -> new IOException(cause);
        };
    }
}
