package dev.warren.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.messaging.testing.Events;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.ReceivedMessage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DeadLetterMonitorTest.Impatient.class)
@WithTestResource(PrivateVhost.class)
class DeadLetterMonitorTest {

    private static final String DEAD = "classifier.dead";

    @Inject
    MeterRegistry registry;

    Broker broker;

    @Test
    void alertIsRaisedOncePerOldestLetterAndTheGaugesFollow() {
        // Given
        String alerts = broker.probe("alerts", "warning.dead-letters-waiting");

        // When one letter is young, and gets old
        put("l-1", "no-text", Instant.now());
        ReceivedMessage first = broker.awaitMessage(alerts);

        // Then
        assertThat(first.properties().getContentType()).isEqualTo("application/cloudevents+json");
        assertThat(first.text())
                .contains("\"kind\":\"dead-letters-waiting\"", "\"severity\":\"warning\"", "\"key\":\"l-1\"");
        awaitValue(1, "warren.dead.letters", "feature", "ticket-triage", "reason", "no-text");
        assertThat(value("warren.dead.letters.oldest.age")).isGreaterThanOrEqualTo(1);

        // When others come behind it
        put("l-2", "too-long", Instant.now());
        put("l-3", "no-text", Instant.now());

        // Then
        awaitValue(2, "warren.dead.letters", "feature", "ticket-triage", "reason", "no-text");
        awaitValue(1, "warren.dead.letters", "feature", "ticket-triage", "reason", "too-long");
        awaitValue(3, "warren.dead.letters.waiting");

        // When the oldest is gone
        broker.awaitMessage(DEAD);
        ReceivedMessage second = broker.awaitMessage(alerts);

        // Then the next one has its own alert, and those in between had none
        assertThat(second.text()).contains("\"key\":\"l-2\"");
        assertThat(second.properties().getMessageId())
                .isNotEqualTo(first.properties().getMessageId());

        // When all are gone
        broker.purge(DEAD);

        // Then
        awaitValue(0, "warren.dead.letters.waiting");
        awaitValue(0, "warren.dead.letters.oldest.age");
        await().atMost(Broker.PATIENCE)
                .until(() -> registry.find("warren.dead.letters").gauges().isEmpty());
        assertThat(broker.poll(alerts)).isEmpty();
    }

    private void awaitValue(double expected, String name, String... tags) {
        await().atMost(Broker.PATIENCE)
                .untilAsserted(() -> assertThat(value(name, tags)).isEqualTo(expected));
    }

    private void put(String key, String reason, Instant at) {
        AMQP.BasicProperties properties = Events.STRUCTURED
                .builder()
                .headers(Map.of(
                        WarrenHeaders.LETTER,
                        key,
                        WarrenHeaders.REASON,
                        reason,
                        WarrenHeaders.PENDING,
                        List.of("ticket-triage"),
                        WarrenHeaders.TIME,
                        at.toString()))
                .build();
        broker.publish("dead-letters", "classifier", Events.json("e-" + key), properties);
    }

    private double value(String name, String... tags) {
        Gauge gauge = registry.find(name).tags(tags).gauge();
        return gauge == null ? -1 : gauge.value();
    }

    /** A minute is too long for a test. */
    public static class Impatient implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("warren.dead-letters.check-interval", "100ms", "warren.dead-letters.alert-after", "1s");
        }
    }
}
