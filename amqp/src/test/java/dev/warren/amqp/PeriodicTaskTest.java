package dev.warren.amqp;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {

    @Test
    void anErrorEndsItNot() {
        // Given
        AtomicInteger times = new AtomicInteger();

        // When
        try (PeriodicTask _ = PeriodicTask.start("test", Duration.ofMillis(1), () -> {
            if (times.incrementAndGet() == 1) {
                throw new OutOfMemoryError("of this test");
            }
        })) {
            // Then
            await().until(() -> times.get() > 2);
        }
    }
}
