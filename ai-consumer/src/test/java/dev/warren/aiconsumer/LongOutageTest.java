package dev.warren.aiconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.json.PooledJson;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Outages in which events are postponed more often than there are delays; the shortest is 0.2 s here. */
@QuarkusTest
@TestProfile(LongOutageTest.Hasty.class)
@QuarkusTestResource(PrivateVhost.class)
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
@QuarkusTestResource(value = SecondEndpoint.class, restrictToAnnotatedClass = true)
class LongOutageTest {

    private static final int EVENTS = 6;
    private static final int MORE_THAN_THE_DELAYS = 4;

    Broker broker;
    FakeEndpoint primary;
    SecondEndpoint secondary;

    private String results;
    private String postponed;

    @BeforeEach
    void watch() {
        results = broker.probe("results", "#");
        broker.shortenDelay("classifier", "5s", Duration.ofMillis(200));
        postponed = broker.probe("classifier.park", "5s");
        primary.answers(Duration.ZERO);
        secondary.server().answers(Duration.ZERO);
    }

    @Test
    void whatFindsNoRoomToWaitWhileAnotherChainWorksGoesOnWaitingInTheBroker() {
        // Given
        primary.fails();

        // When
        List<String> events = publish("one", List.of("tone"));
        awaitRounds();
        primary.answers(Duration.ZERO);

        // Then
        assertAllCompleted(events.size());
    }

    @Test
    void whatHasTwoFeaturesWaitsForTheProvidersOfBoth() {
        // Given
        primary.fails();
        secondary.server().fails();

        // When
        List<String> events = publish("two", List.of("tone", "urgency"));
        awaitRounds();
        primary.answers(Duration.ZERO);
        secondary.server().answers(Duration.ZERO);

        // Then
        assertAllCompleted(2 * events.size());
    }

    @Test
    void anAnswerThatIsKnownWaitsForNoProvider() {
        // Given
        broker.publish("events", "review.written", event("known", "what everybody says"), properties(List.of("tone")));
        assertThat(broker.awaitMessage(results).routingKey()).isEqualTo("tone.completed");
        primary.fails();
        List<String> waiting = publish("waiting", List.of("tone"));
        awaitRounds();

        // When
        broker.publish("events", "review.written", event("again", "what everybody says"), properties(List.of("tone")));

        // Then
        assertThat(broker.awaitMessage(results).text()).contains("\"id\":\"again\"", "\"cached\":true");
        primary.answers(Duration.ZERO);
        assertAllCompleted(waiting.size());
    }

    private void awaitRounds() {
        await().atMost(Broker.PATIENCE).until(() -> broker.count(postponed) > EVENTS * MORE_THAN_THE_DELAYS);
    }

    private void assertAllCompleted(int features) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < features; i++) {
            keys.add(broker.awaitMessage(results).routingKey());
        }
        assertThat(keys).allMatch(key -> key.endsWith(".completed"));
        assertThat(broker.count("classifier.dead")).isZero();
    }

    private List<String> publish(String prefix, List<String> features) {
        return Stream.iterate(0, i -> i < EVENTS, i -> i + 1)
                .map(i -> "%s-%d".formatted(prefix, i))
                .peek(id -> broker.publish("events", "review.written", event(id, id), properties(features)))
                .toList();
    }

    private static byte[] event(String id, String review) {
        return PooledJson.write(CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/shop"))
                .withType("review.written")
                .withData(
                        "application/json",
                        "{\"review\":\"%s\"}".formatted(review).getBytes(StandardCharsets.UTF_8))
                .build());
    }

    private static AMQP.BasicProperties properties(List<String> features) {
        return new AMQP.BasicProperties.Builder()
                .contentType(ContractCodec.CLOUDEVENTS_JSON)
                .deliveryMode(2)
                .headers(Map.of("x-warren-pending", features))
                .build();
    }

    /** Two chains, and little room and time to wait for either of them in hand. */
    public static final class Hasty implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.features.urgency.providers", "secondary",
                    "warren.outage.max-wait", "1s",
                    "warren.outage.probe-interval", "50ms",
                    "warren.outage.max-waiting-events", "2");
        }
    }
}
