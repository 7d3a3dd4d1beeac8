package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DeliverCallback;
import dev.warren.amqp.BrokerConnector;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PrivateVhost.class, initArgs = @ResourceArg(name = PrivateVhost.WIRE, value = "true"))
class UnbufferedTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final int MESSAGES = 200;
    private static final String QUEUE = "classifier.held";

    @Inject
    BrokerConnector brokerConnector;

    Broker broker;

    @Test
    void noMoreIsReadFromTheBrokerThanAConsumerTakes() throws Exception {
        // Given
        broker.publishAll(
                "", QUEUE, Stream.generate(() -> new byte[MEGABYTE]).limit(MESSAGES), new AMQP.BasicProperties());
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(MESSAGES);
        DeliverCallback slow = (tag, message) -> {
            awaitQuietly(released);
            arrived.countDown();
        };
        long before = broker.wire().passed();

        try (Connection connection = brokerConnector.openUnbuffered("test")) {
            // When
            Channel channel = connection.createChannel();
            channel.basicConsume(QUEUE, true, slow, tag -> {});

            // Then
            await().atMost(Broker.PATIENCE).until(() -> broker.wire().passed() - before > MEGABYTE);
            await().during(Duration.ofSeconds(3))
                    .atMost(Broker.PATIENCE)
                    .until(() -> broker.wire().passed() - before < MESSAGES / 4L * MEGABYTE);
            released.countDown();
            await().atMost(Broker.PATIENCE).until(() -> arrived.getCount() == 0);
        } finally {
            released.countDown();
        }
        assertThat(broker.count(QUEUE)).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
