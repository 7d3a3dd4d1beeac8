package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.testing.Events;
import dev.warren.messaging.testing.ScriptedService;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StoppingTest.ServiceOfItsOwn.class)
@WithTestResource(PrivateVhost.class)
class StoppingTest {

    private static final String MAIN = "classifier.events";
    private static final int EVENTS = 100;
    private static final int PLACES = 64;
    private static final Duration SOON = Duration.ofSeconds(5);

    @Inject
    ScriptedService service;

    @Inject
    Event<ShutdownEvent> shutdown;

    Broker broker;

    @Test
    void workIsFinishedAndWhatHasNotBegunIsGivenBackAtOnce() throws Exception {
        // Given more than can be worked on, and one among it that will fail
        Set<String> begun = ConcurrentHashMap.newKeySet();
        CountDownLatch enough = new CountDownLatch(1);
        service.follow(delivery -> {
            begun.add(delivery.event().getId());
            enough.await();
            if ("e-0".equals(delivery.event().getId())) {
                throw new RetryLaterException("its connections are gone", Set.of());
            }
        });
        broker.publishAll(
                "events",
                Events.TYPE,
                IntStream.range(0, EVENTS).mapToObj(i -> Events.json("e-" + i)),
                Events.STRUCTURED);
        await().atMost(Broker.PATIENCE).until(() -> begun.size() == PLACES && broker.count(MAIN) == 0);

        // When
        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> shutdown.fire(new ShutdownEvent()));

        // Then another instance has them, while this one works
        await().atMost(Broker.PATIENCE).until(() -> broker.count(MAIN) == EVENTS - PLACES);
        assertThat(stop).isNotDone();
        enough.countDown();
        assertThat(stop).succeedsWithin(SOON);
        await().atMost(Broker.PATIENCE).until(() -> broker.count(MAIN) == EVENTS - PLACES + 1);
        await().atMost(Broker.PATIENCE)
                .untilAsserted(() -> assertThat(broker.depth(MAIN)).isEqualTo(EVENTS - PLACES + 1));
        assertThat(begun).hasSize(PLACES);
        assertThat(broker.count("classifier.retry.5s")).isZero();
    }

    /** A stopped service is of no use to other tests. */
    public static class ServiceOfItsOwn implements QuarkusTestProfile {}
}
