package dev.warren.deadletters.held;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import dev.warren.amqp.PublishableProperties;
import dev.warren.messaging.WarrenHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Puts messages into the service's parking exchange again, several per confirm. Used by one thread. */
final class HeldMessageRepublisher {

    private final Channel channel;
    private final String exchange;
    private final Duration patience;

    HeldMessageRepublisher(Channel channel, String exchange, Duration patience) throws IOException {
        this.channel = channel;
        this.exchange = exchange;
        this.patience = patience;
        channel.confirmSelect();
    }

    /** Publishes a message as it is, without the headers named; {@link #confirm()} says whether it arrived. */
    void publish(Delivery message, String key, Set<String> without) throws IOException {
        Map<String, Object> headers = PublishableProperties.headers(headers(message));
        headers.keySet().removeAll(WarrenHeaders.ACTED_ON);
        headers.keySet().removeAll(without);
        AMQP.BasicProperties properties = PublishableProperties.of(message.getProperties())
                .builder()
                .headers(headers)
                .build();
        channel.basicPublish(exchange, key, properties, message.getBody());
    }

    /** Returns when the broker has confirmed everything that was published. */
    void confirm() throws IOException, InterruptedException {
        try {
            channel.waitForConfirmsOrDie(patience.toMillis());
        } catch (TimeoutException e) {
            throw new IOException("the broker does not confirm", e);
        }
    }

    static Map<String, Object> headers(Delivery message) {
        Map<String, Object> headers = message.getProperties().getHeaders();
        return headers == null ? Map.of() : headers;
    }
}
