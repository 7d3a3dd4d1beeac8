package dev.warren.messaging.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.amqp.AmqpConfig;
import dev.warren.messaging.MessagingMetrics;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.metrics.SharedMetricRegistries;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What does not depend on the broker: {@link PublisherFactoryTest} has the rest. */
class EmitterPublisherTest {

    private record Settings(
            Duration timeout, int attempts, Duration pause, int inFlight, Optional<MemorySize> bytesInFlight)
            implements AmqpConfig.Publish {}

    private final AtomicInteger sent = new AtomicInteger();

    @Test
    void everyCallerIsToldInTimeHoweverManyWaitForTheirTurn() {
        // Given a broker that says nothing
        EmitterPublisher publisher = publisher(Duration.ofMillis(200), 1);

        // When
        List<CompletableFuture<Void>> callers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> publisher.publish(new byte[0], OutgoingRabbitMQMetadata::builder),
                        Thread::startVirtualThread))
                .toList();

        // Then
        assertThat(callers).allSatisfy(caller -> assertThat(caller)
                .failsWithin(Duration.ofSeconds(2))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(UnconfirmedException.class));
    }

    @Test
    void whatNobodyAwaitsMakesRoomWhenItsTimeIsOver() {
        // Given
        EmitterPublisher publisher = publisher(Duration.ofMillis(200), 2);
        publisher.begin(new byte[0], "m-1", "key");
        publisher.begin(new byte[0], "m-2", "key");

        // When, then
        await().ignoreExceptionsInstanceOf(UnconfirmedException.class).untilAsserted(() -> {
            publisher.begin(new byte[0], "m-3", "key");
            assertThat(sent).hasValue(3);
        });
    }

    private EmitterPublisher publisher(Duration timeout, int inFlight) {
        return new EmitterPublisher(
                silent(),
                null,
                new Settings(timeout, 2, Duration.ofMillis(1), inFlight, Optional.empty()),
                new MessagingMetrics(SharedMetricRegistries.getOrCreate("test")),
                Clock.systemUTC());
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
