package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.amqp.outgoing.UnpublishableException;
import dev.warren.messaging.publishing.EmitterPublisher;
import dev.warren.messaging.publishing.UnconfirmedException;
import dev.warren.messaging.testing.Events;
import dev.warren.messaging.testing.ManagementPort;
import dev.warren.messaging.testing.ScriptedService;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.ReceivedMessage;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What producers may write beside an event, and what one message does to those around it. */
@QuarkusTest
@WithTestResource(
        value = PrivateVhost.class,
        initArgs = @ResourceArg(name = PrivateVhost.DELAYS, value = "5s=PT0.2S,1m=PT0.4S,10m=PT0.6S"))
class HostileMessagesTest {

    private static final String MAIN = "classifier.events";
    private static final String DEAD = "classifier.dead";
    private static final byte[] NO_EVENT = "{".getBytes(StandardCharsets.UTF_8);
    private static final BigDecimal DECIMAL = new BigDecimal("1.25");
    private static final int NEARLY_A_FRAME = 129_000;

    @Inject
    ScriptedService service;

    @Inject
    ManagementPort managementPort;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    Broker broker;

    @AfterEach
    void everyMessageIsSettled() {
        await().atMost(Broker.PATIENCE)
                .untilAsserted(() -> assertThat(broker.depth(MAIN)).isZero());
        assertThat(broker.count(DEAD)).isZero();
    }

    static Stream<Object> values() {
        return Stream.of(
                true,
                (byte) -1,
                (short) -1,
                -1,
                -1L,
                1.5f,
                1.5,
                DECIMAL,
                Date.from(Instant.EPOCH),
                Date.from(Instant.ofEpochMilli(Long.MAX_VALUE / 1000 * 1000)),
                "é€",
                new byte[] {-1, -2},
                List.of(1, "x", DECIMAL),
                Map.of("a", DECIMAL, "b", List.of(Map.of("c", DECIMAL))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void messageWithAHeaderOfAnyTypeIsADeadLetterAndTheNextIsHandled(Object value) {
        // Given
        List<String> handled = new CopyOnWriteArrayList<>();
        service.follow(delivery -> handled.add(delivery.event().getId()));

        // When
        send(NO_EVENT, with(Map.of("odd", value)));
        send(Events.json("e-1"), Events.STRUCTURED);

        // Then
        ReceivedMessage dead = broker.awaitMessage(DEAD);
        assertThat(dead.header(WarrenHeaders.REASON)).isEqualTo("not-json");
        assertThat(dead.properties().getHeaders()).containsKey("odd").doesNotContainKey(WarrenHeaders.SHORTENED);
        await().atMost(Broker.PATIENCE).until(() -> handled.equals(List.of("e-1")));
    }

    @Test
    void decimalIsReadableInTheDeadLetter() {
        // When
        send(NO_EVENT, with(Map.of("price", DECIMAL)));

        // Then
        assertThat(broker.awaitMessage(DEAD).header("price")).isEqualTo("1.25");
    }

    @Test
    void messageWithNearlyAFrameOfHeadersIsADeadLetterWithAsManyAsFit() {
        // Given
        Map<String, Object> headers = new HashMap<>(Map.of("shop", "eu", "huge", "x".repeat(NEARLY_A_FRAME)));

        // When
        send(NO_EVENT, with(headers));

        // Then
        ReceivedMessage dead = broker.awaitMessage(DEAD);
        assertThat(dead.body()).isEqualTo(NO_EVENT);
        assertThat(dead.header("shop")).isEqualTo("eu");
        assertThat(dead.header("huge")).hasSize(200);
        assertThat(dead.header(WarrenHeaders.SHORTENED)).isEqualTo("huge");
    }

    @Test
    void baggageThatGrowsBeyondAFrameIsNotCarriedOn() {
        // When
        send(NO_EVENT, with(Map.of("baggage", "a=" + "/".repeat(50_000))));

        // Then
        ReceivedMessage dead = broker.awaitMessage(DEAD);
        assertThat(dead.header(WarrenHeaders.REASON)).isEqualTo("not-json");
        assertThat(dead.properties().getHeaders()).doesNotContainKey(WarrenHeaders.SHORTENED);
    }

    @Test
    void aDeadLetterIsOnTheLogToo() {
        // Given
        String log = broker.probe("dead-letters", "*.*");

        // When
        send(NO_EVENT, Events.STRUCTURED);

        // Then
        ReceivedMessage logged = broker.awaitMessage(log);
        assertThat(logged.routingKey()).isEqualTo("classifier");
        assertThat(logged.header(WarrenHeaders.LETTER))
                .isEqualTo(broker.awaitMessage(DEAD).header(WarrenHeaders.LETTER));
        assertThat(logged.properties().getHeaders()).doesNotContainKey("BCC");
    }

    @Test
    void messageWithAFrameFullOfListsInListsStopsNobody() throws Exception {
        // Given
        List<String> handled = new CopyOnWriteArrayList<>();
        service.follow(delivery -> handled.add(delivery.event().getId()));

        // When
        sendRetyped(Map.of("deep->A", listsInLists(25_000)));
        send(Events.json("e-1"), Events.STRUCTURED);

        // Then
        await().atMost(Broker.PATIENCE).until(() -> handled.equals(List.of("e-1")));
        assertThat(broker.awaitMessage(DEAD).header("deep->A")).endsWith("[...]]]]]]]]");
    }

    @Test
    void unsignedNumbersAreInTheDeadLetterAsTheyWere() throws Exception {
        // When
        sendRetyped(Map.of("byte->B", (byte) -1, "short->u", (short) -1, "int->i", -1));

        // Then
        ReceivedMessage dead = broker.awaitMessage(DEAD);
        assertThat(dead.header("byte->B")).isEqualTo("255");
        assertThat(dead.header("short->u")).isEqualTo("65535");
        assertThat(dead.header("int->i")).isEqualTo("4294967295");
    }

    @Test
    void deadLetterThatCannotBeWrittenInFullGoesWithoutTheHeadersOfItsMessage() {
        // Given a handler that says more than a frame holds
        Set<String> pending = IntStream.range(0, 60)
                .mapToObj(i -> "%02d".formatted(i) + "x".repeat(950))
                .collect(Collectors.toSet());
        service.follow(delivery -> {
            throw new PermanentFailureException("no-way", "€".repeat(8000), pending, null);
        });

        // When
        send(Events.json("e-1"), with(Map.of("shop", "eu")));

        // Then
        ReceivedMessage dead = broker.awaitMessage(DEAD);
        assertThat(dead.body()).isEqualTo(Events.json("e-1"));
        assertThat(dead.header(WarrenHeaders.REASON)).isEqualTo("no-way");
        assertThat(dead.header(WarrenHeaders.ORIGINAL_ROUTING_KEY)).isEqualTo(MAIN);
        assertThat(dead.header(WarrenHeaders.SHORTENED)).isEqualTo("*");
        assertThat(dead.properties().getHeaders()).doesNotContainKey("shop");
    }

    @Test
    void eventWithOddHeadersIsParkedHeldAndHandledAgain() {
        // Given
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        service.follow(delivery -> {
            attempts.add(delivery.attempt());
            if (delivery.attempt() == 1) {
                throw new RetryLaterException("later", Set.of());
            }
        });

        // When
        send(Events.json("e-1"), with(Map.of("price", DECIMAL, "huge", "x".repeat(NEARLY_A_FRAME))));

        // Then
        await().atMost(Broker.PATIENCE).until(() -> attempts.equals(List.of(1, 2)));
    }

    @Test
    void messageForWhichTheBrokerClosesTheConnectionIsFoundAmongThoseThatTravelWithIt() throws Exception {
        // Given
        String arrived = broker.probe("results", "#");
        List<Future<?>> neighbours = new ArrayList<>();
        EmitterPublisher results = (EmitterPublisher) service.results();

        // When
        try (ExecutorService publishers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                String id = "e-" + i;
                neighbours.add(publishers.submit(() -> results.publish(Events.event(id), "good")));
                if (i == 30) {
                    assertThatExceptionOfType(UnpublishableException.class)
                            .isThrownBy(() -> results.publish(new byte[0], () -> outgoing(Map.of("price", DECIMAL))));
                }
            }
        }

        // Then
        for (Future<?> neighbour : neighbours) {
            neighbour.get();
        }
        assertThat(broker.drain(arrived).stream()
                        .map(message -> message.properties().getMessageId())
                        .collect(Collectors.toSet()))
                .containsAll(IntStream.range(0, 60).mapToObj(i -> "e-" + i).toList());
    }

    @Test
    void messageThatTheClientRefusesIsNotRepeatedAndDisturbsNoOther() {
        // Given
        EmitterPublisher results = (EmitterPublisher) service.results();
        long start = System.nanoTime();

        // When
        for (int i = 0; i < 20; i++) {
            assertThatExceptionOfType(UnpublishableException.class)
                    .isThrownBy(() -> results.publish(
                            new byte[0], () -> outgoing(Map.of("huge", "x".repeat(AMQP.FRAME_MIN_SIZE * 33)))))
                    .withMessageContaining("headers");
            results.publish(Events.event("e-" + i), "good");
        }

        // Then no second went by, which is how long a repetition waits
        assertThat((System.nanoTime() - start) / 1_000_000_000.0).isLessThan(5);
    }

    @Test
    void handlerWhoseEventCannotBePublishedEndsInADeadLetterAtOnce() {
        // Given
        EmitterPublisher results = (EmitterPublisher) service.results();
        service.follow(delivery -> results.publish(new byte[0], () -> outgoing(Map.of("huge", "x".repeat(140_000)))));

        // When
        send(Events.json("e-1"), Events.STRUCTURED);

        // Then
        ReceivedMessage dead = broker.awaitMessage(DEAD);
        assertThat(dead.header(WarrenHeaders.REASON)).isEqualTo("unpublishable");
        assertThat(dead.header(WarrenHeaders.ATTEMPTS)).isEqualTo("1");
    }

    @Test
    void serviceIsNotReadyWhileNothingThatItPublishesGetsThrough() {
        // Given
        await().atMost(Broker.PATIENCE).until(managementPort::isReady);
        broker.declare("full", Map.of("x-max-length", 0, "x-overflow", "reject-publish"));
        broker.bind("full", "results", "refused");

        // When
        assertThatExceptionOfType(UnconfirmedException.class)
                .isThrownBy(() -> service.results().publish(Events.event("e-1"), "refused"));

        // Then
        assertThat(managementPort.isReady()).isFalse();
        service.results().publish(Events.event("e-2"), "good");
        assertThat(managementPort.isReady()).isTrue();
    }

    private static OutgoingRabbitMQMetadata.Builder outgoing(Map<String, Object> headers) {
        return OutgoingRabbitMQMetadata.builder().withRoutingKey("bad").withHeaders(headers);
    }

    private static BasicProperties with(Map<String, Object> headers) {
        return Events.STRUCTURED.builder().headers(headers).build();
    }

    /** Straight into the queue, as the exchange of events feeds a stream. */
    private void send(byte[] body, BasicProperties properties) {
        broker.publish("", MAIN, body, properties);
    }

    /** The elements of a list, of which each is a list of one. */
    private static byte[] listsInLists(int depth) {
        ByteBuffer bytes = ByteBuffer.allocate(depth * 5);
        for (int inside = depth - 1; inside >= 0; inside--) {
            bytes.put((byte) 'A').putInt(inside * 5);
        }
        return bytes.array();
    }

    private void sendRetyped(Map<String, Object> headers) throws Exception {
        ConnectionFactory administrator = new ConnectionFactory();
        administrator.setUri(System.getenv("WARREN_AMQP_URL"));
        administrator.setVirtualHost(URI.create(broker.serviceUrl()).getPath().substring(1));
        administrator.setSocketFactory(new RetypingSockets());
        try (Connection connection = administrator.newConnection("test");
                Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish("", MAIN, with(headers), NO_EVENT);
            channel.waitForConfirmsOrDie(Broker.PATIENCE.toMillis());
        }
    }
}
