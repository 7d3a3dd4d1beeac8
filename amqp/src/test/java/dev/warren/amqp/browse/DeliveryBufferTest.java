package dev.warren.amqp.browse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Delivery;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryBufferTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final DeliveryBuffer deliveryBuffer = new DeliveryBuffer();
    private final Thread reader = Thread.ofPlatform().daemon().unstarted(this::addTwo);

    @AfterEach
    void close() {
        deliveryBuffer.close();
    }

    @Test
    void nothingMoreIsReadUntilThereIsRoom() throws Exception {
        // Given
        reader.start();
        await().until(() -> reader.getState() == Thread.State.WAITING);

        // When
        assertThat(deliveryBuffer.poll(LONG)).isPresent();

        // Then
        assertThat(deliveryBuffer.poll(LONG)).isPresent();
        await().until(() -> !reader.isAlive());
        assertThat(deliveryBuffer.poll(Duration.ZERO)).isNull();
    }

    @Test
    void everythingIsReadWhileTheBrokerIsToldSomething() throws Exception {
        // Given
        reader.start();
        await().until(() -> reader.getState() == Thread.State.WAITING);

        // When
        deliveryBuffer.during(() -> {
            await().until(() -> !reader.isAlive());
            return "answer";
        });

        // Then
        assertThat(deliveryBuffer.poll(LONG)).isPresent();
        assertThat(deliveryBuffer.poll(LONG)).isPresent();
    }

    @Test
    void moreThanThereIsRoomForWhileTheBrokerIsToldSomethingEndsThem() throws Exception {
        // When
        deliveryBuffer.during(() -> {
            addTwo();
            addTwo();
            return "answer";
        });

        // Then
        assertThat(deliveryBuffer.poll(LONG)).isEmpty();
        assertThat(deliveryBuffer.poll(Duration.ZERO)).isNull();
        assertThat(deliveryBuffer.wereTooMany()).isTrue();
    }

    private void addTwo() {
        deliveryBuffer.add(new Delivery(null, null, new byte[DeliveryBuffer.MOST_BYTES]));
        deliveryBuffer.add(new Delivery(null, null, new byte[DeliveryBuffer.MOST_BYTES]));
    }
}
