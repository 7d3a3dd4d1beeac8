package dev.warren.bench.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A producer that does not give up: what the broker has not confirmed is published again, with the same id, until it
 * has. Not thread-safe.
 */
public final class RetryingProducer implements AutoCloseable {

    private static final int PERSISTENT = 2;
    private static final int CONFIRM_MILLIS = 10_000;
    private static final int PAUSE_MILLIS = 500;

    private final ConnectionFactory factory = new ConnectionFactory();
    private final String exchange;
    private Connection connection;
    private Channel channel;
    private long again;

    /** Connects at the first publish. */
    public RetryingProducer(URI broker, String exchange) {
        this.exchange = exchange;
        try {
            factory.setUri(broker);
        } catch (Exception e) {
            throw new IllegalArgumentException(e);
        }
        factory.setAutomaticRecoveryEnabled(false);
    }

    /** Returns when the broker has confirmed all of them; until then they are published again and again. */
    public void publish(List<JsonNode> events) throws InterruptedException {
        while (!confirmed(events)) {
            again += events.size();
            disconnect();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** How many had to be published again. */
    public long publishedAgain() {
        return again;
    }

    @Override
    public void close() {
        disconnect();
    }

    private boolean confirmed(List<JsonNode> events) throws InterruptedException {
        try {
            connect();
            for (JsonNode event : events) {
                send(event);
            }
            return channel.waitForConfirms(CONFIRM_MILLIS);
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            return false;
        }
    }

    private void send(JsonNode event) throws IOException {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/cloudevents+json")
                .deliveryMode(PERSISTENT)
                .messageId(event.get("id").asText())
                .build();
        byte[] body = event.toString().getBytes(StandardCharsets.UTF_8);
        channel.basicPublish(exchange, event.get("type").asText(), properties, body);
    }

    private void connect() throws IOException, TimeoutException {
        if (connection == null || !connection.isOpen()) {
            connection = factory.newConnection("producer");
            channel = connection.createChannel();
            channel.confirmSelect();
        }
    }

    private void disconnect() {
        if (connection != null) {
            connection.abort();
            connection = null;
        }
    }
}
