package dev.warren.amqp.browse;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.Channels;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The messages at the head of a queue, a few at a time, over a connection of its own: the next ones come when those
 * before were acknowledged. What is not acknowledged is back in the queue when this is closed. Used by one thread.
 */
public final class PrefetchWindow implements AutoCloseable {

    private static final Duration LULL = Duration.ofSeconds(1);

    private final Connection connection;
    private final String queue;
    private final int size;
    private final BlockingQueue<Optional<Delivery>> arrived = new LinkedBlockingQueue<>();
    private Channel channel;

    /**
     * @param purpose of its connection, for the broker's list
     * @param size how many messages are in hand at most
     * @throws IOException if the broker does not answer
     */
    public PrefetchWindow(BrokerConnector brokerConnector, String purpose, String queue, int size) throws IOException {
        this.connection = brokerConnector.open(purpose);
        this.queue = queue;
        this.size = size;
    }

    /**
     * Begins to take messages. A quorum queue knows no exclusive consumer: who sees another one steps back.
     *
     * @return how many messages there were; empty if somebody else consumes
     * @throws IOException if the broker does not answer
     */
    public OptionalInt begin() throws IOException {
        try {
            channel = Channels.open(connection);
            AMQP.Queue.DeclareOk before = channel.queueDeclarePassive(queue);
            if (before.getConsumerCount() > 0) {
                return OptionalInt.empty();
            }
            if (before.getMessageCount() == 0) {
                return OptionalInt.of(0);
            }
            consume();
            return channel.queueDeclarePassive(queue).getConsumerCount() > 1
                    ? OptionalInt.empty()
                    : OptionalInt.of(before.getMessageCount());
        } catch (ShutdownSignalException e) {
            throw lost(e);
        }
    }

    private void consume() throws IOException {
        channel.addShutdownListener(cause -> arrived.add(Optional.empty()));
        channel.basicQos(size);
        channel.basicConsume(
                queue,
                false,
                (tag, delivery) -> arrived.add(Optional.of(delivery)),
                tag -> arrived.add(Optional.empty()));
    }

    /**
     * As many as are there and fit; none when all have been taken, or somebody else has them.
     *
     * @param most no more than these
     * @throws IOException if the broker has closed the channel
     */
    public List<Delivery> take(int most) throws IOException, InterruptedException {
        List<Delivery> taken = new ArrayList<>();
        while (taken.size() < Math.min(size, most)) {
            Optional<Delivery> next =
                    taken.isEmpty() ? arrived.poll(LULL.toMillis(), TimeUnit.MILLISECONDS) : arrived.poll();
            if (next == null) {
                return taken;
            }
            taken.add(next.orElseThrow(() -> new IOException("the broker has closed the channel")));
        }
        return taken;
    }

    /**
     * Takes these, and all that came before them, out of the queue.
     *
     * @throws IOException if the connection is lost; the messages are in the queue again then
     */
    public void remove(List<Delivery> messages) throws IOException {
        try {
            channel.basicAck(messages.getLast().getEnvelope().getDeliveryTag(), true);
        } catch (ShutdownSignalException e) {
            throw lost(e);
        }
    }

    private static IOException lost(ShutdownSignalException e) {
        return new IOException("the connection is lost", e);
    }

    @Override
    public void close() {
        connection.abort();
    }
}
