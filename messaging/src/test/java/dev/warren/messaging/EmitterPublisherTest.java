package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.messaging.amqp.AmqpConfig;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.metrics.SharedMetricRegistries;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What does not depend on the broker: {@link PublishingTest} has the rest. */
class EmitterPublisherTest {

    private record Settings(
            Duration timeout, int attempts, Duration pause, int inFlight, Optional<MemorySize> bytesInFlight)
            implements AmqpConfig.Publish {}

    private final AtomicInteger sent = new AtomicInteger();

    @Test
    void aCallerWhoseTurnDoesNotComeIsRefusedInTime() throws InterruptedException {
        // Given
        Settings settings = new Settings(Duration.ofMillis(200), 10, Duration.ofMillis(1), 1, Optional.empty());
        EmitterPublisher publisher = new EmitterPublisher(
                silent(),
                null,
                settings,
                new MessagingMetrics(SharedMetricRegistries.getOrCreate("test")),
                Clock.systemUTC());
        Thread first = Thread.startVirtualThread(() -> assertThatExceptionOfType(UnconfirmedException.class)
                .isThrownBy(() -> publisher.publish(new byte[0], OutgoingRabbitMQMetadata::builder)));
        Awaitility.await().until(() -> sent.get() > 0);

        // When
        var refused = assertThatExceptionOfType(UnconfirmedException.class)
                .isThrownBy(() -> publisher.publish(new byte[0], OutgoingRabbitMQMetadata::builder));

        // Then
        refused.withMessageContaining("waits for the broker's confirm already");
        first.join();
    }

    /** A channel whose broker never says anything. */
    @SuppressWarnings("unchecked")
    private MutinyEmitter<byte[]> silent() {
        return (MutinyEmitter<byte[]>) Proxy.newProxyInstance(
                MutinyEmitter.class.getClassLoader(),
                new Class<?>[] {MutinyEmitter.class},
                (proxy, method, arguments) -> {
                    sent.incrementAndGet();
                    return Uni.createFrom().nothing();
                });
    }
}
