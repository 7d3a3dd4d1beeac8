package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.AwaitReleaseException.Part;
import dev.warren.messaging.publishing.UnconfirmedException;
import dev.warren.messaging.testing.Events;
import dev.warren.messaging.testing.ScriptedService;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(
        value = PrivateVhost.class,
        initArgs = {
            @ResourceArg(name = PrivateVhost.WIRE, value = "true"),
            @ResourceArg(name = PrivateVhost.DELAYS, value = "5s=PT0.2S,1m=PT0.4S,10m=PT0.6S")
        })
class ConnectionLossTest {

    private static final int EVENTS = 500;
    private static final int CUTS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String MAIN = "classifier.events";
    private static final String DEAD = "classifier.dead";

    @Inject
    ScriptedService service;

    @Inject
    MetricRegistry metrics;

    Broker broker;

    @AfterEach
    void nothingIsLeftBehind() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(broker.depth(MAIN)).isZero());
        assertThat(broker.count(DEAD)).isZero();
    }

    @Test
    void everyMessageReachesItsPlaceWhenTheWireIsCutWithMessagesInFlight() {
        everyMessageReachesItsPlaceDespite(() -> broker.wire().cut());
    }

    @Test
    void everyMessageReachesItsPlaceWhenTheBrokerClosesConnectionsWithMessagesInFlight() {
        everyMessageReachesItsPlaceDespite(() -> broker.closeConnections());
    }

    private void everyMessageReachesItsPlaceDespite(Runnable interruption) {
        // Given a service that publishes one result per event
        String results = broker.probe("results", "#");
        Set<String> handled = ConcurrentHashMap.newKeySet();
        service.follow(delivery -> {
            handled.add(delivery.event().getId());
            service.results().publish(delivery.event(), "triage.completed");
        });
        Set<String> sent = IntStream.range(0, EVENTS).mapToObj(i -> "e-" + i).collect(Collectors.toSet());

        // When its connections end again and again while events come in
        Thread.ofVirtual()
                .start(() ->
                        sent.forEach(id -> broker.publish("events", Events.TYPE, Events.json(id), Events.STRUCTURED)));
        for (int time = 1; time <= CUTS; time++) {
            int enough = time * EVENTS / (CUTS + 1);
            await().atMost(PATIENCE).until(() -> handled.size() >= enough);
            interruption.run();
        }

        // Then every event has its result
        Set<String> arrived = new HashSet<>();
        await().atMost(PATIENCE).until(() -> {
            broker.drain(results)
                    .forEach(result -> arrived.add(result.properties().getMessageId()));
            return arrived.size() == EVENTS;
        });
        assertThat(arrived).isEqualTo(sent);
    }

    @Test
    void whatIsPublishedWhileTheBrokerIsGoneIsRepeatedWithTheSameMessageId() {
        // Given
        String results = broker.probe("results", "#");
        broker.wire().sever();

        // When the broker comes back while an attempt waits
        CompletableFuture<Void> published = CompletableFuture.runAsync(
                () -> service.results().publish(Events.event("e-1"), "triage.completed"),
                command -> Thread.ofVirtual().start(command));
        await().during(Duration.ofMillis(500)).until(() -> !published.isDone());
        broker.wire().mend();

        // Then
        await().atMost(PATIENCE).until(published::isDone);
        assertThat(published).isCompleted();
        assertThat(broker.awaitMessage(results).properties().getMessageId()).isEqualTo("e-1");
    }

    @Test
    void whatNobodyConfirmsFailsInTime() {
        // Given
        broker.wire().sever();

        // When
        CompletableFuture<Void> published = CompletableFuture.runAsync(
                () -> service.results().publish(Events.event("e-2"), "triage.completed"),
                command -> Thread.ofVirtual().start(command));

        // Then
        assertThat(published)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(UnconfirmedException.class);
        broker.wire().mend();
    }

    @Test
    void messageThatNowhereTakesStaysInHandUntilSomewhereDoes() {
        // Given bytes that belong into the dead letters, where there is no room
        broker.declare("full", Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
        broker.bind("full", "dead-letters", "classifier");
        broker.unbind(DEAD, "dead-letters", "classifier");
        broker.publish("dead-letters", "classifier", new byte[] {0}, Events.STRUCTURED);

        // When they arrive, and room is made after more than one attempt
        broker.publish("events", Events.TYPE, new byte[] {1}, Events.STRUCTURED);
        await().atMost(PATIENCE).until(() -> held() >= 2);
        broker.purge("full");

        // Then
        assertThat(broker.awaitMessage("full").body()).containsExactly(1);
        broker.bind(DEAD, "dead-letters", "classifier");
        broker.unbind("full", "dead-letters", "classifier");
    }

    @ParameterizedTest
    @MethodSource("endings")
    void nothingFollowsFromWorkOnAMessageThatSomebodyElseHasByNow(Exception ending) {
        // Given work that has lost its message, and somebody who has done it
        CountDownLatch enough = new CountDownLatch(1);
        List<Delivery> deliveries = new CopyOnWriteArrayList<>();
        Set<Delivery> ended = ConcurrentHashMap.newKeySet();
        service.follow(delivery -> {
            deliveries.add(delivery);
            if (deliveries.size() == 1) {
                enough.await();
                ended.add(delivery);
                throw ending;
            }
        });
        broker.publish("events", Events.TYPE, Events.json("e-3"), Events.STRUCTURED);
        await().atMost(SOON).until(() -> deliveries.size() == 1);
        assertThat(deliveries.getFirst().timeLeft().get()).isPositive();
        broker.wire().cut();
        await().atMost(SOON).until(() -> deliveries.size() == 2 && broker.depth(MAIN) == 0);
        assertThat(deliveries.getFirst().timeLeft().get()).isZero();
        String elsewhere = broker.probe("classifier.park", "#");

        // When
        enough.countDown();

        // Then
        await().atMost(SOON).until(() -> ended.size() == 1);
        await().during(Duration.ofMillis(300)).until(() -> broker.count(elsewhere) == 0 && broker.count(DEAD) == 0);
    }

    static Stream<Exception> endings() {
        return Stream.of(
                new RetryLaterException("later", Set.of()),
                new PermanentFailureException("no-text", "never", Set.of(), null),
                new AwaitReleaseException(List.of(new Part(Set.of("a"), Set.of("b"))), null),
                new PostponeException("away", Set.of("a"), null),
                new IllegalStateException("a bug"));
    }

    private long held() {
        return metrics.counter("warren.messages.waiting").getCount();
    }
}
