package dev.warren.bench.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Reads along: everything that is published to an exchange from now on, from a durable queue of its own, so that
 * nothing is missed while broker or connection are unavailable. A message may be seen more than once. The listener is
 * called by one thread.
 */
public final class ExchangeListener implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RECOVERY_MILLIS = 500;
    private static final int WINDOW = 500;

    private final Connection connection;

    /** Takes one message; the body is what was published. */
    @FunctionalInterface
    public interface Listener {

        /** Called one at a time. */
        void on(BasicProperties properties, byte[] body) throws IOException;
    }

    /** Reads messages that are JSON. */
    public static ExchangeListener ofJson(ConnectionFactory broker, String exchange, Consumer<JsonNode> listener) {
        return new ExchangeListener(broker, exchange, (properties, body) -> listener.accept(JSON.readTree(body)));
    }

    /** Binds the queue and begins to read. */
    public ExchangeListener(ConnectionFactory broker, String exchange, Listener listener) {
        broker.setNetworkRecoveryInterval(RECOVERY_MILLIS);
        try {
            connection = broker.newConnection("probe of " + exchange);
            Channel channel = connection.createChannel();
            String queue = "probe." + exchange;
            channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
            channel.queueBind(queue, exchange, "#");
            channel.basicQos(WINDOW);
            channel.basicConsume(queue, false, new Listening(channel, listener));
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        connection.abort();
    }

    private static final class Listening extends DefaultConsumer {

        private final Listener listener;

        Listening(Channel channel, Listener listener) {
            super(channel);
            this.listener = listener;
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body)
                throws IOException {
            listener.on(properties, body);
            getChannel().basicAck(envelope.getDeliveryTag(), false);
        }
    }
}
