package dev.warren.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Publishes events one at a time to the inbox, without waiting for the confirm of each. */
final class SinglePublisher implements AutoCloseable {

    private static final int PERSISTENT = 2;

    private final Connection connection;
    private final Channel channel;

    SinglePublisher(URI broker) {
        try {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(broker);
            connection = factory.newConnection("timed producer");
            channel = connection.createChannel();
            channel.confirmSelect();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void publish(JsonNode event) throws IOException {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/cloudevents+json")
                .deliveryMode(PERSISTENT)
                .messageId(event.get("id").asText())
                .build();
        byte[] body = event.toString().getBytes(StandardCharsets.UTF_8);
        channel.basicPublish("inbox", event.get("type").asText(), properties, body);
    }

    @Override
    public void close() {
        connection.abort();
    }
}
