package dev.warren.bench.speed;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** An exchange that leads to a single queue, so that the broker stores a burst once. */
final class BurstExchange {

    private static final Map<String, Object> QUORUM = Map.of("x-queue-type", "quorum");

    private BurstExchange() {}

    /** To a queue that exists; returns the exchange. */
    static String to(ConnectionFactory administrator, String queue) {
        return declare(administrator, queue, false);
    }

    /** To a new queue; returns the exchange. */
    static String toNew(ConnectionFactory administrator, String queue) {
        return declare(administrator, queue, true);
    }

    private static String declare(ConnectionFactory administrator, String queue, boolean fresh) {
        String exchange = "inlet." + queue;
        try (Connection connection = administrator.newConnection(exchange);
                Channel channel = connection.createChannel()) {
            if (fresh) {
                channel.queueDeclare(queue, true, false, false, QUORUM);
            }
            channel.exchangeDeclare(exchange, "topic", true);
            channel.queueBind(queue, exchange, "#");
            return exchange;
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
