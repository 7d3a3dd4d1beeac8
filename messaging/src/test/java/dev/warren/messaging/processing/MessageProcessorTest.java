package dev.warren.messaging.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.EventHandler;
import dev.warren.messaging.MalformedMessageException;
import dev.warren.messaging.PermanentFailureException;
import dev.warren.messaging.PostponeException;
import dev.warren.messaging.RetryLaterException;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.messaging.publishing.UnconfirmedException;
import dev.warren.messaging.testing.Events;
import dev.warren.messaging.testing.ScriptedService;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.ReceivedMessage;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = PrivateVhost.class,
        initArgs = @ResourceArg(name = PrivateVhost.DELAYS, value = "5s=PT0.2S,1m=PT0.4S,10m=PT0.6S"))
class MessageProcessorTest {

    private static final String MAIN = "classifier.events";
    private static final String DEAD = "classifier.dead";

    @Inject
    ScriptedService service;

    Broker broker;

    @AfterEach
    void everyMessageIsSettled() {
        await().atMost(Broker.PATIENCE)
                .untilAsserted(() -> assertThat(broker.depth(MAIN)).isZero());
        assertThat(broker.count(DEAD)).isZero();
    }

    @Test
    void whatTheHandlerPublishesArrivesAsAPersistentCloudEventWithItsId() {
        // Given
        String results = broker.probe("results", "#");
        service.follow(delivery -> service.results().publish(delivery.event(), "triage.completed"));

        // When
        send(Events.json("e-1"), Events.STRUCTURED);

        // Then
        ReceivedMessage result = broker.awaitMessage(results);
        assertThat(result.routingKey()).isEqualTo("triage.completed");
        assertThat(result.properties().getMessageId()).isEqualTo("e-1");
        assertThat(result.properties().getContentType()).isEqualTo("application/cloudevents+json");
        assertThat(result.properties().getDeliveryMode()).isEqualTo(2);
        assertThat(result.text()).contains("\"id\":\"e-1\"", "Charged twice");
    }

    @Test
    void messageIsNotAcknowledgedWhenTheBrokerRefusesWhatTheHandlerPublishes() {
        // Given an exchange behind which nothing more fits, and room made later
        broker.declare("full", Map.of("x-max-length", 0, "x-overflow", "reject-publish"));
        broker.bind("full", "results", "refused");
        List<Throwable> seen = new CopyOnWriteArrayList<>();
        service.follow(delivery -> {
            try {
                service.results().publish(delivery.event(), "refused");
            } catch (UnconfirmedException e) {
                seen.add(e);
                broker.unbind("full", "results", "refused");
                throw e;
            }
        });
        String results = broker.probe("results", "refused");

        // When
        send(Events.json("e-2"), Events.STRUCTURED);

        // Then it came again, and its result arrived
        await().atMost(Broker.PATIENCE).until(() -> seen.size() == 1);
        assertThat(broker.awaitMessage(results).properties().getMessageId()).isEqualTo("e-2");
    }

    @Test
    void undecodableBytesAreDeadLetteredWithTheReasonAndTheConsumerLivesOn() {
        // Given
        byte[] bytes = {(byte) 0xff, 0, 1, 2};
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .contentType("application/json")
                .messageId("m-1")
                .expiration("600000")
                .headers(Map.of("origin", "shop", "CC", List.of("elsewhere")))
                .build();
        List<String> handled = new CopyOnWriteArrayList<>();
        service.follow(delivery -> handled.add(delivery.event().getId()));

        // When
        send(bytes, properties);
        send(Events.json("e-3"), Events.STRUCTURED);

        // Then
        ReceivedMessage dead = broker.awaitMessage(DEAD);
        assertThat(dead.body()).isEqualTo(bytes);
        assertThat(dead.header(WarrenHeaders.REASON)).isEqualTo("not-json");
        assertThat(dead.header(WarrenHeaders.EXCEPTION)).isEqualTo(MalformedMessageException.class.getName());
        assertThat(dead.header(WarrenHeaders.ATTEMPTS)).isEqualTo("1");
        assertThat(dead.header(WarrenHeaders.ORIGINAL_EXCHANGE)).isEqualTo("events");
        assertThat(dead.header(WarrenHeaders.ORIGINAL_ROUTING_KEY)).isEqualTo(Events.TYPE);
        assertThat(dead.header(WarrenHeaders.QUEUE)).isEqualTo(MAIN);
        assertThat(dead.header(WarrenHeaders.TIME)).isNotBlank();
        assertThat(UUID.fromString(dead.header(WarrenHeaders.LETTER))).isNotNull();
        assertThat(dead.header("origin")).isEqualTo("shop");
        assertThat(dead.properties().getMessageId()).isEqualTo("m-1");
        assertThat(dead.properties().getContentType()).isEqualTo("application/json");
        assertThat(dead.properties().getExpiration()).isNull();
        await().atMost(Broker.PATIENCE).until(() -> handled.contains("e-3"));
    }

    @Test
    void failingMessageComesBackAfterGrowingDelaysAndEndsInTheDeadLetters() {
        // Given
        List<Delivery> deliveries = new CopyOnWriteArrayList<>();
        List<Long> times = new CopyOnWriteArrayList<>();
        List<Throwable> exhausted = new CopyOnWriteArrayList<>();
        service.follow(new EventHandler() {
            @Override
            public void on(Delivery delivery) {
                times.add(System.nanoTime());
                deliveries.add(delivery);
                throw new IllegalStateException("out of order", new ArithmeticException());
            }

            @Override
            public void onExhausted(Delivery delivery, Throwable last) {
                exhausted.add(last);
            }
        });

        // When
        send(Events.json("e-4"), Events.STRUCTURED);

        // Then
        ReceivedMessage dead = broker.awaitMessage(DEAD);
        assertThat(deliveries).extracting(Delivery::attempt).containsExactly(1, 2, 3, 4);
        assertThat(waits(times))
                .satisfiesExactly(
                        first -> assertThat(first).isGreaterThanOrEqualTo(Duration.ofMillis(200)),
                        second -> assertThat(second).isGreaterThanOrEqualTo(Duration.ofMillis(400)),
                        third -> assertThat(third).isGreaterThanOrEqualTo(Duration.ofMillis(600)));
        assertThat(exhausted).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(dead.header(WarrenHeaders.REASON)).isEqualTo("retries-exhausted");
        assertThat(dead.header(WarrenHeaders.DETAIL)).isEqualTo("out of order");
        assertThat(dead.header(WarrenHeaders.EXCEPTION))
                .isEqualTo("java.lang.IllegalStateException < java.lang.ArithmeticException");
        assertThat(dead.header(WarrenHeaders.ATTEMPTS)).isEqualTo("4");
        assertThat(dead.header(WarrenHeaders.ORIGINAL_EXCHANGE)).isEqualTo("events");
        assertThat(dead.header(WarrenHeaders.ORIGINAL_ROUTING_KEY)).isEqualTo(Events.TYPE);
        assertThat(dead.body()).isEqualTo(Events.json("e-4"));
    }

    @Test
    void whatIsPendingIsHandedBackToTheNextAttempt() {
        // Given
        List<Set<String>> pending = new CopyOnWriteArrayList<>();
        service.follow(delivery -> {
            pending.add(delivery.pending());
            if (pending.size() == 1) {
                throw new RetryLaterException("one is down", Set.of("email-routing", "ticket-triage"));
            }
        });

        // When
        send(Events.json("e-5"), Events.STRUCTURED);

        // Then
        await().atMost(Broker.PATIENCE).until(() -> pending.size() == 2);
        assertThat(pending).containsExactly(Set.of(), Set.of("email-routing", "ticket-triage"));
    }

    @Test
    void whatIsPostponedComesBackAsTheAttemptThatItWasHoweverOften() {
        // Given more waits than there are delays, for a part of the work
        List<Delivery> deliveries = new CopyOnWriteArrayList<>();
        service.follow(delivery -> {
            deliveries.add(delivery);
            if (deliveries.size() <= 5) {
                throw new PostponeException("the ledger is away", Set.of("ticket-triage"), null);
            }
        });

        // When
        send(Events.json("e-15"), Events.STRUCTURED);

        // Then
        await().atMost(Broker.PATIENCE).until(() -> deliveries.size() == 6);
        assertThat(deliveries).extracting(Delivery::attempt).containsOnly(1);
        assertThat(deliveries).extracting(Delivery::pending).endsWith(Set.of("ticket-triage"));
        assertThat(broker.count(DEAD)).isZero();
    }

    @Test
    void whatElseIsLeftBesideAPostponedPartEndsForItself() {
        // Given
        List<Delivery> deliveries = new CopyOnWriteArrayList<>();
        service.follow(delivery -> {
            deliveries.add(delivery);
            if (deliveries.size() == 1) {
                RuntimeException rest = new PermanentFailureException("no-text", "there is none", Set.of("mood"), null);
                throw new PostponeException("the ledger is away", Set.of("ticket-triage"), rest);
            }
        });

        // When
        send(Events.json("e-16"), Events.STRUCTURED);

        // Then
        ReceivedMessage dead = broker.awaitMessage(DEAD);
        assertThat(dead.header(WarrenHeaders.REASON)).isEqualTo("no-text");
        assertThat(dead.header(WarrenHeaders.PENDING)).isEqualTo("[mood]");
        await().atMost(Broker.PATIENCE).until(() -> deliveries.size() == 2);
        assertThat(deliveries.getLast().pending()).containsExactly("ticket-triage");
    }

    @Test
    void permanentFailureIsDeadLetteredAtOnceWithItsCode() {
        // Given
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        service.follow(delivery -> {
            attempts.add(delivery.attempt());
            throw new PermanentFailureException("no-text", "the event has no text at data.body");
        });

        // When
        send(Events.json("e-6"), Events.STRUCTURED);

        // Then
        ReceivedMessage dead = broker.awaitMessage(DEAD);
        assertThat(dead.header(WarrenHeaders.REASON)).isEqualTo("no-text");
        assertThat(dead.header(WarrenHeaders.DETAIL)).isEqualTo("the event has no text at data.body");
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void deadLetterOfAPartialFailureNamesWhatFailed() {
        // Given
        service.follow(delivery -> {
            throw new PermanentFailureException("refused", "one said no", Set.of("ticket-triage"), null);
        });

        // When
        send(Events.json("e-11"), Events.STRUCTURED);

        // Then
        ReceivedMessage dead = broker.awaitMessage(DEAD);
        assertThat(dead.header(WarrenHeaders.PENDING)).isEqualTo("[ticket-triage]");
        assertThat(dead.header(WarrenHeaders.FEATURE)).isEqualTo("ticket-triage");
    }

    @Test
    void whatAnOperatorAskedForReachesTheHandlerAlsoAfterARetry() {
        // Given
        List<Delivery> deliveries = new CopyOnWriteArrayList<>();
        service.follow(delivery -> {
            deliveries.add(delivery);
            if (deliveries.size() == 1) {
                throw new RetryLaterException("again", Set.of());
            }
        });
        AMQP.BasicProperties replayed = Events.STRUCTURED
                .builder()
                .headers(Map.of(WarrenHeaders.AGAIN, true, WarrenHeaders.PROVIDERS, List.of("secondary", "local")))
                .build();

        // When
        send(Events.json("e-12"), replayed);

        // Then
        await().atMost(Broker.PATIENCE).until(() -> deliveries.size() == 2);
        assertThat(deliveries).allSatisfy(delivery -> {
            assertThat(delivery.again()).isTrue();
            assertThat(delivery.providers()).containsExactly("secondary", "local");
        });
    }

    @Test
    void errorsOfTheHandlerAreRetriedLikeExceptions() {
        // Given
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        service.follow(delivery -> {
            attempts.add(delivery.attempt());
            if (attempts.size() == 1) {
                throw new StackOverflowError();
            }
        });

        // When
        send(Events.json("e-7"), Events.STRUCTURED);

        // Then
        await().atMost(Broker.PATIENCE).until(() -> attempts.size() == 2);
    }

    @Test
    void binaryModeIsReadLikeStructuredMode() {
        // Given
        List<Delivery> deliveries = new CopyOnWriteArrayList<>();
        service.follow(deliveries::add);
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .contentType("application/json")
                .headers(Map.of(
                        "cloudEvents:specversion", "1.0",
                        "cloudEvents:id", "e-8",
                        "cloudEvents:source", "/shop",
                        "cloudEvents:type", Events.TYPE))
                .build();

        // When
        send("{\"subject\":\"x\"}".getBytes(StandardCharsets.UTF_8), properties);

        // Then
        await().atMost(Broker.PATIENCE).until(() -> deliveries.size() == 1);
        assertThat(deliveries.getFirst().event().getId()).isEqualTo("e-8");
        assertThat(deliveries.getFirst().event().getData().toBytes())
                .isEqualTo("{\"subject\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void traceOfTheProducerIsContinuedInWhatIsPublishedAlsoAfterARetry() {
        // Given
        String results = broker.probe("results", "#");
        service.follow(delivery -> {
            if (delivery.attempt() == 1) {
                throw new RetryLaterException("again", Set.of());
            }
            service.results().publish(delivery.event(), "triage.completed");
        });
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        AMQP.BasicProperties traced = Events.STRUCTURED
                .builder()
                .headers(Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"))
                .build();

        // When
        send(Events.json("e-9"), traced);

        // Then
        assertThat(broker.awaitMessage(results).header("traceparent")).contains(trace);
    }

    @Test
    void unroutableMessagesAreKept() {
        // When nothing is bound for a message
        broker.publish("intake.park", "nowhere", Events.json("e-10"), Events.STRUCTURED);

        // Then
        ReceivedMessage kept = broker.awaitMessage("unroutable");
        assertThat(kept.routingKey()).isEqualTo("nowhere");
    }

    private void send(byte[] body, AMQP.BasicProperties properties) {
        broker.publish("events", Events.TYPE, body, properties);
    }

    private static List<Duration> waits(List<Long> times) {
        List<Duration> waits = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            waits.add(Duration.ofNanos(times.get(i) - times.get(i - 1)));
        }
        return waits;
    }
}
