package dev.warren.bench.speed;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is published to an exchange, and looks at nothing of it. */
final class ExchangeCounter implements AutoCloseable {

    private static final int PAUSE_MILLIS = 2;

    private final AtomicLong count = new AtomicLong();
    private final Connection connection;

    ExchangeCounter(ConnectionFactory broker, String exchange) {
        try {
            connection = broker.newConnection("counter");
            Channel channel = connection.createChannel();
            String queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, exchange, "#");
            channel.basicConsume(queue, true, new DefaultConsumer(channel) {
                @Override
                public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                    count.incrementAndGet();
                }
            });
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    long count() {
        return count.get();
    }

    /** Returns when so many have been counted in all. */
    void await(long number, long limitSeconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
        while (count.get() < number) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "only " + count + " of " + number + " results in " + limitSeconds + " s");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    @Override
    public void close() {
        connection.abort();
    }
}
