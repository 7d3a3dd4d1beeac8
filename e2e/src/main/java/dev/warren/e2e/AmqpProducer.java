package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A producer as any team writes one: persistent messages to the exchange {@code inbox}, with publisher confirms. */
public final class AmqpProducer implements AutoCloseable {

    private static final int PERSISTENT = 2;

    private final Connection connection;
    private final Channel channel;

    /** Connects as the user that the address names. */
    public AmqpProducer(URI broker) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(broker);
        connection = factory.newConnection("producer");
        channel = connection.createChannel();
        channel.confirmSelect();
    }

    /** Hands the event to the broker; {@link #confirm} tells whether it took it. */
    public void publish(JsonNode event) throws IOException {
        String type = event.get("type").asText();
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/cloudevents+json")
                .deliveryMode(PERSISTENT)
                .messageId(event.get("id").asText())
                .build();
        channel.basicPublish("inbox", type, properties, event.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Waits until the broker has confirmed everything published so far.
     *
     * @throws IOException if it refused a message
     */
    public void confirm(Duration limit) throws IOException, InterruptedException, TimeoutException {
        channel.waitForConfirmsOrDie(limit.toMillis());
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
