package dev.warren.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.amqp.AmqpConfig;
import dev.warren.amqp.BrokerConnector;
import dev.warren.deadletters.queue.DeadLetterQueue;
import dev.warren.deadletters.queue.DeadLettersConfig;
import dev.warren.deadletters.queue.OperatorRequest;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.messaging.testing.Events;
import dev.warren.messaging.testing.ScriptedService;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Very many letters, and several who look at them: in this instance and in another one. */
@QuarkusTest
@TestProfile(ManyDeadLettersTest.NobodyWatches.class)
@WithTestResource(PrivateVhost.class)
class ManyDeadLettersTest {

    private static final String DEAD = "classifier.dead";
    private static final int MANY = 2_000;
    private static final int TOGETHER = 200;
    private static final OperatorRequest ADAS = new OperatorRequest("ada", "a note", List.of());
    private static final DeadLetterSelector ALL = new DeadLetterSelector(List.of(), null, null, true);

    @Inject
    ScriptedService service;

    @Inject
    DeadLetterQueue deadLetterQueue;

    @Inject
    DeadLetterService deadLetterService;

    @Inject
    BrokerConnector brokerConnector;

    @Inject
    DeadLettersConfig config;

    @Inject
    AmqpConfig amqp;

    @Inject
    OriginalQueueResolver originalQueueResolver;

    @Inject
    ReplayEstimateCollector replayEstimateCollector;

    @Inject
    DeadLetterMonitor deadLetterMonitor;

    Broker broker;

    @AfterEach
    void nothingIsLeft() {
        broker.purge(DEAD);
    }

    @Test
    void allAreReadInTheirOrderAndGoBackInIt() throws Exception {
        // Given one more than are read
        put(MANY + 1);
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();

        // When
        long unread = deadLetterQueue.read(letter -> first.add(letter.letter().key()));
        deadLetterQueue.read(letter -> second.add(letter.letter().key()));

        // Then
        List<String> expected =
                IntStream.range(0, MANY).mapToObj(ManyDeadLettersTest::key).toList();
        assertThat(unread).isEqualTo(1);
        assertThat(first).isEqualTo(expected);
        assertThat(second).isEqualTo(expected);
        await().atMost(Broker.PATIENCE)
                .untilAsserted(() -> assertThat(broker.count(DEAD)).isEqualTo(MANY + 1));
    }

    @Test
    void allAreReplayedEachOnceAlsoWhenTwoInstancesAreAskedAtTheSameTime() throws Exception {
        // Given
        put(MANY);
        AtomicInteger handled = new AtomicInteger();
        Set<String> events = ConcurrentHashMap.newKeySet();
        service.follow(delivery -> {
            events.add(delivery.event().getId());
            handled.incrementAndGet();
        });

        // When
        CompletableFuture<Integer> here = CompletableFuture.supplyAsync(
                () -> deadLetterService.replay(ALL, ADAS).replayed());
        int there = otherInstance().replay(ALL, ADAS).replayed();

        // Then
        assertThat(here.get() + there).isEqualTo(MANY);
        assertThat(broker.count(DEAD)).isZero();
        await().atMost(Broker.PATIENCE).until(() -> events.size() == MANY);
        assertThat(handled).hasValue(MANY);
    }

    @Test
    void whoeverLooksSeesAllOfThemHoweverManyLook() throws Exception {
        // Given
        put(500);
        DeadLetterQueue another = otherBox();

        // When
        List<CompletableFuture<Integer>> looks = Stream.of(
                        deadLetterQueue, another, deadLetterQueue, another, deadLetterQueue, another)
                .map(one -> CompletableFuture.supplyAsync(() -> count(one)))
                .toList();

        // Then
        for (CompletableFuture<Integer> look : looks) {
            assertThat(look.get()).isEqualTo(500);
        }
    }

    private static int count(DeadLetterQueue one) {
        AtomicInteger seen = new AtomicInteger();
        one.read(letter -> seen.incrementAndGet() > 0);
        return seen.get();
    }

    private DeadLetterQueue otherBox() {
        return new DeadLetterQueue(brokerConnector, config, amqp, "classifier");
    }

    private DeadLetterService otherInstance() {
        return new DeadLetterService(
                otherBox(),
                brokerConnector,
                originalQueueResolver,
                replayEstimateCollector,
                deadLetterMonitor,
                config,
                Clock.systemUTC(),
                "classifier");
    }

    private void put(int count) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(broker.serviceUrl());
        try (Connection connection = factory.newConnection("test");
                Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            for (int i = 0; i < count; i++) {
                channel.basicPublish("dead-letters", "classifier", letter(i), Events.json("e-" + i));
                if (i % TOGETHER == 0) {
                    channel.waitForConfirmsOrDie(Broker.PATIENCE.toMillis());
                }
            }
            channel.waitForConfirmsOrDie(Broker.PATIENCE.toMillis());
        }
        await().atMost(Broker.PATIENCE).until(() -> broker.count(DEAD) == count);
    }

    private static AMQP.BasicProperties letter(int i) {
        return Events.STRUCTURED
                .builder()
                .headers(Map.of(
                        WarrenHeaders.LETTER,
                        key(i),
                        WarrenHeaders.REASON,
                        "no-text",
                        WarrenHeaders.TIME,
                        "2026-11-20T10:00:00Z"))
                .build();
    }

    private static String key(int i) {
        return "l-%05d".formatted(i);
    }

    /** So that it is known who looks when. */
    public static class NobodyWatches implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.dead-letters.max-browse",
                    Integer.toString(MANY),
                    "warren.dead-letters.check-interval",
                    "1h",
                    "warren.dead-letters.timeout",
                    "60s");
        }
    }
}
