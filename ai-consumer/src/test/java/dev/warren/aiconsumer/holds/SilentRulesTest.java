package dev.warren.aiconsumer.holds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import dev.warren.aiconsumer.FakeEndpoint;
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
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A start at which nobody says which budgets there are. */
@QuarkusTest
@TestProfile(SilentRulesTest.Hasty.class)
@QuarkusTestResource(PrivateVhost.class)
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
class SilentRulesTest {

    @Inject
    CurrentBudgetRules budgetRules;

    @Inject
    SmallRyeHealthReporter health;

    Broker broker;
    FakeEndpoint endpoint;

    @Test
    void untilTheRulesAreKnownEventsWaitAndTheServiceSaysThatItIsNotReady() throws InterruptedException {
        // Given
        endpoint.answers(Duration.ZERO);
        broker.shortenDelay("classifier", "5s", Duration.ofMillis(200));
        String results = broker.probe("results", "#");
        String postponed = broker.probe("classifier.park", "5s");

        // When
        publish();
        await().atMost(Broker.PATIENCE).until(() -> broker.count(postponed) > 4);

        // Then
        assertThat(budgetRules.isKnown()).isFalse();
        assertThat(health.getReadiness().getPayload().toString())
                .contains("The ledger has not published its budget rules yet");
        assertThat(endpoint.calls("anything")).isZero();
        FakeLedger ledger = new FakeLedger(broker);
        ledger.limitsNobody();
        assertThat(broker.awaitMessage(results).routingKey()).isEqualTo("tone.completed");
        assertThat(broker.count("classifier.dead")).isZero();
        ledger.stop();
    }

    private void publish() {
        byte[] body = PooledJson.write(CloudEventBuilder.v1()
                .withId("silent")
                .withSource(URI.create("/shop"))
                .withType("review.written")
                .withData("application/json", "{\"review\":\"anything\"}".getBytes(StandardCharsets.UTF_8))
                .build());
        broker.publish(
                "events",
                "review.written",
                body,
                new AMQP.BasicProperties.Builder()
                        .contentType(ContractCodec.CLOUDEVENTS_JSON)
                        .deliveryMode(2)
                        .headers(Map.of("x-warren-pending", List.of("tone")))
                        .build());
    }

    /** Longer than the stream was listened to once. */
    public static final class Hasty implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.holds.enabled", "true",
                    "warren.holds.reply-timeout", "500ms",
                    "warren.holds.max-wait", "500ms",
                    "warren.holds.retry-delay", "50ms");
        }
    }
}
