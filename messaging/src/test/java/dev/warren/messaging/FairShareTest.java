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
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FairShareTest.ServiceOfItsOwn.class)
@WithTestResource(PrivateVhost.class)
class FairShareTest {

    private static final String MAIN = "classifier.events";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int FLOOD = 3000;
    private static final int FEW = 20;
    private static final int BURST = 50_000;
    private static final int PREFETCH = 256;
    private static final int CONCURRENCY = 64;

    @Inject
    ScriptedService service;

    @Inject
    MetricRegistry metrics;

    Broker broker;

    Gauge<?> held;

    @BeforeEach
    void find() {
        held = metrics.getGauges((id, metric) -> "warren.queue.in.flight".equals(id.getName())
                        && MAIN.equals(id.getTags().get("queue")))
                .values()
                .iterator()
                .next();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        await().atMost(Broker.PATIENCE)
                .untilAsserted(() -> assertThat(broker.depth(MAIN)).isZero());
        assertThat(broker.count("classifier.dead")).isZero();
    }

    @Test
    void fewMessagesOfOneUserAreDoneLongBeforeTheFloodOfAnotherThatCameFirst() {
        // Given a flood of one user, and few messages of another behind it
        AtomicInteger flood = new AtomicInteger();
        AtomicInteger few = new AtomicInteger();
        AtomicInteger floodWhenTheFewWereDone = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(1);
        Set<String> handled = ConcurrentHashMap.newKeySet();
        service.follow(delivery -> {
            all.await();
            Thread.sleep(Duration.ofMillis(200));
            handled.add(delivery.event().getId());
            if ("loud".equals(delivery.event().getExtension("userid"))) {
                flood.incrementAndGet();
            } else if (few.incrementAndGet() == FEW) {
                floodWhenTheFewWereDone.set(flood.get());
            }
        });
        send(IntStream.range(0, FLOOD).mapToObj(i -> Events.json("flood-" + i, "loud")));
        send(IntStream.range(0, FEW).mapToObj(i -> Events.json("few-" + i, "quiet")));

        // When
        all.countDown();

        // Then
        await().atMost(PATIENCE).until(() -> handled.size() == FLOOD + FEW);
        assertThat(floodWhenTheFewWereDone).hasValueLessThan(FLOOD / 2);
        assertThat(moved()).isPositive();
    }

    @Test
    void userWhoIsAloneGetsEveryPlace() {
        // Given
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(1);
        service.follow(delivery -> {
            most.accumulateAndGet(working.incrementAndGet(), Math::max);
            enough.await();
            working.decrementAndGet();
            done.incrementAndGet();
        });

        // When
        int events = 2 * PREFETCH;
        send(IntStream.range(0, events).mapToObj(i -> Events.json("alone-" + i, "alone")));

        // Then
        await().atMost(Broker.PATIENCE).until(() -> working.get() == CONCURRENCY);
        enough.countDown();
        await().atMost(Broker.PATIENCE).until(() -> done.get() == events);
        assertThat(most).hasValue(CONCURRENCY);
    }

    @Test
    void burstIsBoundedByTheWindow() {
        // Given
        AtomicInteger done = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        service.follow(delivery -> {
            most.accumulateAndGet(held(), Math::max);
            done.incrementAndGet();
        });

        // When
        byte[] event = Events.json("burst");
        send(Stream.generate(() -> event).limit(BURST));

        // Then
        await().atMost(PATIENCE).until(() -> done.get() == BURST);
        assertThat(most).hasValueBetween(1, PREFETCH);
    }

    private int held() {
        return held.getValue().intValue();
    }

    private long moved() {
        return metrics.counter("warren.queue.moved", new Tag("queue", MAIN), new Tag("to", "overflow"))
                .getCount();
    }

    private void send(Stream<byte[]> events) {
        broker.publishAll("events", Events.TYPE, events, Events.STRUCTURED);
    }

    /** Its windows are empty when it starts. */
    public static class ServiceOfItsOwn implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("warren.amqp.overflow-after", "1s");
        }
    }
}
