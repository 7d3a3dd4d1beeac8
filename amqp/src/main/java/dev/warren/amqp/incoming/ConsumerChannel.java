package dev.warren.amqp.incoming;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.amqp.Channels;
import dev.warren.amqp.PropertiesSanitizer;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * One AMQP channel that a queue is consumed over, used until it closes and never again, because what came over it can
 * be settled over it alone. A consumer that the broker cancels leaves it open: what is in flight can still be settled,
 * and the queue be consumed again. Thread-safe.
 */
final class ConsumerChannel extends DefaultConsumer {

    private static final Logger LOG = Logger.getLogger(ConsumerChannel.class);

    /** Who the messages are for. */
    interface Receiver {

        /** A message came; it is to be settled. Called one at a time. */
        void arrived(ConsumerChannel consumerChannel, Delivery delivery, String consumerTag);

        /** It is a message's turn. */
        void begin(InFlightMessage message);

        /** A message is no longer in flight: settled, or to be. */
        void gone(InFlightMessage message);

        /** The link is closed; the broker delivers again what was not settled. */
        void lost(ConsumerChannel consumerChannel);
    }

    private final String queue;
    private final Receiver receiver;
    private final InFlightWindow window;
    private final AckBatcher ackBatcher;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile String consumer;

    private ConsumerChannel(Channel channel, String queue, InFlightWindow window, Receiver receiver) {
        super(channel);
        this.queue = queue;
        this.receiver = receiver;
        this.window = window;
        this.ackBatcher = new AckBatcher(channel);
    }

    /** Opens a channel; it does not consume yet. */
    static ConsumerChannel open(Connection connection, String queue, InFlightWindow window, Receiver receiver)
            throws IOException {
        Channel channel = Channels.open(connection);
        ConsumerChannel consumerChannel = new ConsumerChannel(channel, queue, window, receiver);
        channel.addShutdownListener(consumerChannel::closed);
        return consumerChannel;
    }

    boolean isOpen() {
        return getChannel().isOpen();
    }

    boolean isConsuming() {
        return consumer != null && isOpen();
    }

    /**
     * Consumes, if it does not.
     *
     * @param prefetch how many messages of this consumer may be unsettled at a time
     * @throws IOException if there is no such queue; the link is closed then
     */
    void consume(int prefetch) throws IOException {
        changing.lock();
        try {
            if (consumer == null) {
                getChannel().basicQos(prefetch);
                consumer = getChannel().basicConsume(queue, false, this);
                LOG.infof("consuming queue=%s prefetch=%d", queue, prefetch);
            }
        } catch (IOException | AlreadyClosedException e) {
            throw new IOException("queue " + queue + " cannot be consumed", e);
        } finally {
            changing.unlock();
        }
    }

    /** Ends the consumer; what is in flight can still be settled. */
    void cancel() {
        String current = consumer;
        if (current != null) {
            cancel(current);
        }
    }

    private void cancel(String tag) {
        changing.lock();
        try {
            if (tag.equals(consumer)) {
                consumer = null;
                getChannel().basicCancel(tag);
            }
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("cancelled already", e);
        } finally {
            changing.unlock();
        }
    }

    /**
     * There is no room for a message: its consumer ends, and then it goes back to the queue, from where it would else
     * come again at once. Does not wait for that.
     */
    void decline(long tag, String itsConsumer) {
        Thread.ofVirtual().name("declining").start(() -> {
            cancel(itsConsumer);
            ackBatcher.giveBack(tag);
        });
    }

    InFlightWindow window() {
        return window;
    }

    void begin(InFlightMessage message) {
        receiver.begin(message);
    }

    /** The message leaves the queue. */
    void acknowledge(InFlightMessage message) {
        ackBatcher.acknowledge(message.tag());
        receiver.gone(message);
    }

    /** The message goes back to the queue. */
    void giveBack(InFlightMessage message) {
        ackBatcher.giveBack(message.tag());
        receiver.gone(message);
    }

    /** Returns when every message that was settled until now is settled in the broker's eyes, or the link is closed. */
    void flush() {
        ackBatcher.close();
    }

    /** Hands on properties that can be published again, whatever the message's publisher wrote. */
    @Override
    public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
        try {
            receiver.arrived(this, new Delivery(envelope, PropertiesSanitizer.of(properties), body), tag);
        } catch (RuntimeException e) {
            LOG.errorf(e, "delivery failed queue=%s", queue);
            decline(envelope.getDeliveryTag(), tag);
        }
    }

    /** Does not wait for whoever changes the consumer: their answer comes through the thread that calls this. */
    @Override
    public void handleCancel(String tag) {
        LOG.warnf("consumer cancelled by the broker, retrying queue=%s", queue);
        Thread.ofVirtual().name("cancelled").start(() -> forget(tag));
    }

    private void forget(String tag) {
        changing.lock();
        try {
            consumer = tag.equals(consumer) ? null : consumer;
        } finally {
            changing.unlock();
        }
    }

    private void closed(ShutdownSignalException cause) {
        consumer = null;
        ackBatcher.end();
        receiver.lost(this);
    }
}
