package dev.warren.testing;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;

/**
 * A message as it was found in a queue.
 *
 * @param body as it is
 * @param properties with headers; see {@link #header(String)}
 * @param exchange where it was published to last
 * @param routingKey how it was published last
 */
@SuppressWarnings("ArrayRecordComponent") // compared by no one
public record ReceivedMessage(byte[] body, AMQP.BasicProperties properties, String exchange, String routingKey) {

    static ReceivedMessage of(GetResponse response) {
        return new ReceivedMessage(
                response.getBody(),
                response.getProps(),
                response.getEnvelope().getExchange(),
                response.getEnvelope().getRoutingKey());
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** A header's value as text; null where there is none. */
    public String header(String name) {
        Object value =
                properties.getHeaders() == null ? null : properties.getHeaders().get(name);
        return value == null ? null : value.toString();
    }
}
