package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.testing.Events;
import dev.warren.messaging.testing.ManagementPort;
import dev.warren.messaging.testing.ScriptedService;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OutageExceptionTest.QuickRepeats.class)
@WithTestResource(PrivateVhost.class)
class OutageExceptionTest {

    private static final String MAIN = "classifier.events";
    private static final String DEAD = "classifier.dead";
    private static final int MORE_THAN_THE_DELIVERY_LIMIT = 30;

    @Inject
    ScriptedService service;

    @Inject
    ManagementPort managementPort;

    @Inject
    MetricRegistry metrics;

    Broker broker;

    @BeforeEach
    void nothingIsReceived() {
        service.received().clear();
        await().atMost(Broker.PATIENCE).until(managementPort::isReady);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        await().atMost(Broker.PATIENCE)
                .untilAsserted(() -> assertThat(broker.depth(MAIN)).isZero());
        assertThat(broker.count(DEAD)).isZero();
    }

    @Test
    void messageIsTakenFromItsQueueOnceHoweverOftenTheBrokerRefusesItsResult() {
        // Given an exchange behind which nothing fits
        broker.declare("full", Map.of("x-max-length", 0, "x-overflow", "reject-publish"));
        broker.bind("full", "results", "refused");
        AtomicInteger times = new AtomicInteger();
        service.follow(delivery -> {
            times.incrementAndGet();
            service.results().publish(delivery.event(), "refused");
        });

        // When
        send("e-1");
        await().atMost(Broker.PATIENCE).until(() -> times.get() > MORE_THAN_THE_DELIVERY_LIMIT);
        broker.unbind("full", "results", "refused");

        // Then
        await().atMost(Broker.PATIENCE)
                .untilAsserted(() -> assertThat(broker.depth(MAIN)).isZero());
        assertThat(service.received()).singleElement().satisfies(once -> {
            assertThat(once.isRedeliver()).isFalse();
            assertThat(once.getHeaders()).doesNotContainKey("x-delivery-count");
        });
    }

    @Test
    void handlerIsNotRepeatedWhenOnlyTheParkingWasRefused() {
        // Given a delay queue that takes nothing
        broker.declare("no-delay", Map.of("x-max-length", 0, "x-overflow", "reject-publish"));
        broker.unbind("classifier.retry.5s", "classifier.park", "5s");
        broker.bind("no-delay", "classifier.park", "5s");
        AtomicInteger times = new AtomicInteger();
        service.follow(delivery -> {
            if (times.incrementAndGet() == 1) {
                throw new RetryLaterException("later", Set.of());
            }
        });

        // When
        send("e-2");
        await().atMost(Broker.PATIENCE).until(() -> held() > MORE_THAN_THE_DELIVERY_LIMIT);
        broker.bind("classifier.events", "classifier.park", "5s");
        broker.unbind("no-delay", "classifier.park", "5s");

        // Then
        await().atMost(Broker.PATIENCE).until(() -> times.get() > 1);
        broker.unbind("classifier.events", "classifier.park", "5s");
        broker.bind("classifier.retry.5s", "classifier.park", "5s");
        await().atMost(Broker.PATIENCE)
                .untilAsserted(() -> assertThat(broker.depth(MAIN)).isZero());
        assertThat(service.received()).hasSize(times.get());
    }

    @Test
    void whatCameOverALostConnectionIsSettledOnceByWhoGetsItNext() {
        // Given messages in work whose results are refused
        broker.declare("full", Map.of("x-max-length", 0, "x-overflow", "reject-publish"));
        broker.bind("full", "results", "refused");
        Set<String> done = ConcurrentHashMap.newKeySet();
        service.follow(delivery -> {
            service.results().publish(delivery.event(), "refused");
            done.add(delivery.event().getId());
        });
        List<String> sent = IntStream.range(0, 100).mapToObj(i -> "l-" + i).toList();
        sent.forEach(this::send);
        await().atMost(Broker.PATIENCE).until(() -> service.received().size() >= 64);

        // When
        Set<IncomingRabbitMQMetadata> before = new HashSet<>(service.received());
        await().atMost(Broker.PATIENCE).until(() -> broker.closeConnections() > 0);
        await().atMost(Broker.PATIENCE).until(() -> !before.containsAll(service.received()));
        broker.unbind("full", "results", "refused");

        // Then
        await().atMost(Broker.PATIENCE).until(() -> done.size() == sent.size());
    }

    @Test
    void queueThatIsDeletedMakesTheServiceUnreadyUntilItIsBack() {
        // Given
        List<String> handled = new CopyOnWriteArrayList<>();
        service.follow(delivery -> handled.add(delivery.event().getId()));

        // When
        broker.delete(MAIN);

        // Then
        await().atMost(Broker.PATIENCE).until(() -> !managementPort.isReady());
        assertThat(managementPort.isLive()).isTrue();
        broker.declare(MAIN, Map.of("x-queue-type", "quorum"));
        broker.bind(MAIN, "events", "#");
        send("e-3");
        await().atMost(Broker.PATIENCE).until(managementPort::isReady);
        await().atMost(Broker.PATIENCE).until(() -> handled.contains("e-3"));
    }

    private long held() {
        return metrics.counter("warren.messages.waiting").getCount();
    }

    private void send(String id) {
        broker.publish("events", Events.TYPE, Events.json(id), Events.STRUCTURED);
    }

    /** An outage of many attempts in a test's time. */
    public static class QuickRepeats implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.amqp.requeue-pause", "10ms",
                    "warren.amqp.publish.attempts", "1",
                    "warren.amqp.publish.pause", "10ms");
        }
    }
}
