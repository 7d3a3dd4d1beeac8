package dev.warren.messaging.incoming;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import org.jboss.logging.Logger;

/**
 * One AMQP channel that a queue is consumed over, used until it closes and never again, because what came over it can
 * be settled over it alone. A consumer that the broker cancels leaves it open: what is in hand can still be settled,
 * and the queue be consumed again. Thread-safe.
 */
final class Link extends DefaultConsumer {

    private static final Logger LOG = Logger.getLogger(Link.class);

    /** Who the messages are for. */
    interface Receiver {

        /** A message came; it is to be settled. Called one at a time. */
        void arrived(Link link, Delivery delivery, String consumerTag);

        /** It is a message's turn. */
        void begin(HeldMessage message);

        /** The link is closed; the broker delivers again what was not settled. */
        void lost(Link link);
    }

    private final String queue;
    private final Receiver receiver;
    private final Window window;
    private final Settlements settlements;
    private volatile boolean consuming;

    private Link(Channel channel, String queue, Window window, Receiver receiver) {
        super(channel);
        this.queue = queue;
        this.receiver = receiver;
        this.window = window;
        this.settlements = new Settlements(channel);
    }

    /** Opens a channel that delivers as many messages as the window has room; it does not consume yet. */
    static Link open(Connection connection, String queue, int prefetch, Window window, Receiver receiver)
            throws IOException {
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("the broker allows no further channel");
        }
        channel.basicQos(prefetch);
        Link link = new Link(channel, queue, window, receiver);
        channel.addShutdownListener(link::closed);
        return link;
    }

    boolean isOpen() {
        return getChannel().isOpen();
    }

    boolean isConsuming() {
        return consuming && isOpen();
    }

    /**
     * Consumes, if it does not.
     *
     * @throws IOException if there is no such queue; the link is closed then
     */
    void consume() throws IOException {
        if (consuming) {
            return;
        }
        consuming = true;
        try {
            getChannel().basicConsume(queue, false, this);
            LOG.infof("consuming queue=%s", queue);
        } catch (IOException | AlreadyClosedException e) {
            consuming = false;
            throw new IOException("queue " + queue + " cannot be consumed", e);
        }
    }

    /** Ends the consumer; what is in hand can still be settled. */
    void cancel() {
        try {
            if (isConsuming()) {
                getChannel().basicCancel(getConsumerTag());
            }
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("cancelled already", e);
        } finally {
            consuming = false;
        }
    }

    Window window() {
        return window;
    }

    void begin(HeldMessage message) {
        receiver.begin(message);
    }

    /** The message leaves the queue. */
    void acknowledge(HeldMessage message) {
        settlements.acknowledge(message.tag());
    }

    /** The message goes back to the queue. */
    void giveBack(HeldMessage message) {
        settlements.giveBack(message.tag());
    }

    /** Returns when every message that was settled until now is settled in the broker's eyes, or the link is closed. */
    void flush() {
        settlements.close();
    }

    @Override
    public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
        receiver.arrived(this, new Delivery(envelope, properties, body), tag);
    }

    @Override
    public void handleCancel(String tag) {
        consuming = false;
        LOG.warnf("the broker ended the consumer, trying on queue=%s", queue);
    }

    private void closed(ShutdownSignalException cause) {
        consuming = false;
        settlements.end();
        receiver.lost(this);
    }
}
