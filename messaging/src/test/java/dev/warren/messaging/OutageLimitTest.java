package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.testing.Events;
import dev.warren.messaging.testing.ScriptedService;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OutageLimitTest.ShortLimit.class)
@WithTestResource(PrivateVhost.class)
class OutageLimitTest {

    private static final String MAIN = "classifier.events";
    private static final int EVENTS = 100;

    @Inject
    ScriptedService service;

    @Inject
    MetricRegistry metrics;

    Broker broker;

    @Test
    void whatWaitsForItsTurnTooLongGoesToTheEndOfItsQueueUncounted() {
        // Given more than can be worked on, and work that does not end
        CountDownLatch enough = new CountDownLatch(1);
        Set<String> done = ConcurrentHashMap.newKeySet();
        service.follow(delivery -> {
            assertThat(delivery.attempt()).isEqualTo(1);
            enough.await();
            done.add(delivery.event().getId());
        });
        broker.publishAll(
                "events",
                Events.TYPE,
                IntStream.range(0, EVENTS).mapToObj(i -> Events.json("e-" + i)),
                Events.STRUCTURED);

        // When
        await().atMost(Broker.PATIENCE).until(() -> returned() > EVENTS);
        enough.countDown();

        // Then
        await().atMost(Broker.PATIENCE).until(() -> done.size() == EVENTS);
        assertThat(service.received())
                .allSatisfy(message -> assertThat(message.getHeaders()).doesNotContainKey("x-delivery-count"));
        await().atMost(Broker.PATIENCE)
                .untilAsserted(() -> assertThat(broker.depth(MAIN)).isZero());
        assertThat(broker.count("classifier.dead")).isZero();
    }

    @Test
    void whatIsHeldTooLongComesBackAsTheAttemptThatItWas() {
        // Given something away for longer than a message may be held
        List<Delivery> times = new CopyOnWriteArrayList<>();
        AtomicBoolean away = new AtomicBoolean(true);
        service.received().clear();
        service.follow(delivery -> {
            times.add(delivery);
            if (away.get()) {
                throw new OutageException("the database is unavailable", null);
            }
        });
        broker.publish("events", Events.TYPE, Events.json("h-1"), Events.STRUCTURED);

        // When
        await().atMost(Broker.PATIENCE).until(() -> broker.count("classifier.retry.5s") == 1);
        away.set(false);
        int held = times.size();

        // Then
        await().atMost(Broker.PATIENCE).until(() -> times.size() > held);
        assertThat(held).isGreaterThan(1);
        assertThat(times).extracting(Delivery::attempt).containsOnly(1);
        assertThat(service.received()).hasSize(2).allSatisfy(message -> assertThat(message.getHeaders())
                .doesNotContainKey("x-delivery-count"));
        assertThat(broker.count("classifier.dead")).isZero();
    }

    private long returned() {
        return metrics.counter("warren.queue.moved", new Tag("queue", MAIN), new Tag("to", MAIN))
                .getCount();
    }

    /** A quarter of it is how long a message may wait. */
    public static class ShortLimit implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("warren.amqp.message-timeout", "2s", "warren.amqp.overflow-after", "1h");
        }
    }
}
