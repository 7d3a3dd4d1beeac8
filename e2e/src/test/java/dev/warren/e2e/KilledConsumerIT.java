package dev.warren.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.bench.lab.SampleTexts;
import dev.warren.bench.lab.SuiteProcesses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A consumer that is killed in the middle of its work. */
class KilledConsumerIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Test
    void everyEventEndsInExactlyOneOutcome() throws Exception {
        // Given
        List<JsonNode> events = SampleTexts.of("killed", 2_000);
        try (var suite = SuiteProcesses.start(Map.of());
                var outcomes = new Outcomes(suite.address(SuiteProcesses.NOTIFIER));
                var producer = new AmqpProducer(suite.producer());
                var http = new SuiteHttp()) {

            // When
            for (JsonNode event : events) {
                producer.publish(event);
            }
            producer.confirm(LIMIT);
            Awaitility.await("the middle")
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> outcomes.count(events) > 500);
            suite.service(SuiteProcesses.CLASSIFIER).kill();
            assertThat(outcomes.count(events)).isLessThan(events.size());
            suite.service(SuiteProcesses.CLASSIFIER).start(Map.of());

            // Then
            outcomes.await(events, LIMIT);
            for (JsonNode event : events) {
                assertThat(outcomes.ids(event))
                        .as("results of %s", event.get("id"))
                        .hasSize(1);
            }
            Awaitility.await("the outcome of every event").atMost(LIMIT).untilAsserted(() -> {
                for (JsonNode event : events) {
                    JsonNode kept = http.json(suite.address(SuiteProcesses.NOTIFIER)
                            .resolve("/v1/events/" + event.get("id").asText()));
                    assertThat(kept.at("/outcomes")).hasSize(1);
                }
            });
        }
    }
}
