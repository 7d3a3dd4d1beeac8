package dev.warren.messaging.dead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Delivery;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Arrivals arrivals = new Arrivals();
    private final Thread reader = Thread.ofPlatform().daemon().unstarted(this::addTwo);

    @AfterEach
    void close() {
        arrivals.close();
    }

    @Test
    void nothingMoreIsReadUntilThereIsRoom() throws Exception {
        // Given
        reader.start();
        await().until(() -> reader.getState() == Thread.State.WAITING);

        // When
        assertThat(arrivals.poll(LONG)).isPresent();

        // Then
        assertThat(arrivals.poll(LONG)).isPresent();
        await().until(() -> !reader.isAlive());
        assertThat(arrivals.poll(Duration.ZERO)).isNull();
    }

    @Test
    void everythingIsReadWhileTheBrokerIsToldSomething() throws Exception {
        // Given
        reader.start();
        await().until(() -> reader.getState() == Thread.State.WAITING);

        // When
        arrivals.during(() -> {
            await().until(() -> !reader.isAlive());
            return "answer";
        });

        // Then
        assertThat(arrivals.poll(LONG)).isPresent();
        assertThat(arrivals.poll(LONG)).isPresent();
    }

    @Test
    void moreThanThereIsRoomForWhileTheBrokerIsToldSomethingEndsThem() throws Exception {
        // When
        arrivals.during(() -> {
            addTwo();
            addTwo();
            return "answer";
        });

        // Then
        assertThat(arrivals.poll(LONG)).isEmpty();
        assertThat(arrivals.poll(Duration.ZERO)).isNull();
        assertThat(arrivals.wereTooMany()).isTrue();
    }

    private void addTwo() {
        arrivals.add(new Delivery(null, null, new byte[Arrivals.MOST_BYTES]));
        arrivals.add(new Delivery(null, null, new byte[Arrivals.MOST_BYTES]));
    }
}
