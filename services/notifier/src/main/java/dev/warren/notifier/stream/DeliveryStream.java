package dev.warren.notifier.stream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.Delivery;
import dev.warren.amqp.BrokerConnector;
import dev.warren.notifier.NotifierConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;

/** The broker's stream of everything that is delivered, read with a plain AMQP client. Thread-safe. */
@Singleton
class DeliveryStream {

    /** Reads from the oldest message that is still there. */
    static final String FIRST = "first";

    /** Reads from the beginning of the last block of messages, whose size the broker chooses. */
    static final String LAST = "last";

    private static final String OFFSET = "x-stream-offset";
    private static final int PREFETCH = 500;

    private final BrokerConnector brokerConnector;
    private final String name;

    DeliveryStream(BrokerConnector brokerConnector, NotifierConfig config) {
        this.brokerConnector = brokerConnector;
        this.name = config.stream().log();
    }

    /** A new connection, which the caller closes. It does not recover: who reads knows where to go on. */
    Connection connect(String purpose) throws IOException {
        return brokerConnector.open(purpose);
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
}
