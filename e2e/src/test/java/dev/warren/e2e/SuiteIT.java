package dev.warren.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The suite with nothing configured: the embedded models do the work. */
class SuiteIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final double LABELLED_RIGHT = 0.85;

    private static Suite suite;

    @BeforeAll
    static void start() {
        suite = Suite.start(Map.of());
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void ticketsOverAmqpAreLabelledAsAPersonWould() throws Exception {
        // Given
        List<Sample> tickets = Sample.load(SAMPLES.resolve("tickets.json"));
        List<JsonNode> events = tickets.stream().map(Sample::event).toList();
        try (var outcomes = new Outcomes(suite.address(Suite.NOTIFIER));
                var producer = new AmqpProducer(suite.producer())) {

            // When
            for (JsonNode event : events) {
                producer.publish(event);
            }
            producer.confirm(LIMIT);

            // Then
            outcomes.await(events, LIMIT);
            long right = tickets.stream()
                    .filter(ticket -> ticket.label()
                            .equals(outcomes.of(ticket.event())
                                    .at("/output/label")
                                    .asText()))
                    .count();
            assertThat((double) right / tickets.size()).isGreaterThanOrEqualTo(LABELLED_RIGHT);
        }
    }

    @Test
    void documentsOverHttpAreSummarizedAndBookedAndCanBeAskedForLater() throws Exception {
        // Given
        List<Sample> documents = Sample.load(SAMPLES.resolve("documents.json"));
        List<JsonNode> events = documents.stream().map(Sample::event).toList();
        try (var http = new Http();
                var outcomes = new Outcomes(suite.address(Suite.NOTIFIER))) {

            // When
            for (JsonNode event : events) {
                assertThat(http.publish(suite.address(Suite.INTAKE), event).statusCode())
                        .isEqualTo(202);
            }

            // Then
            outcomes.await(events, LIMIT);
            for (JsonNode event : events) {
                assertThat(outcomes.of(event).at("/output/summary").asText()).isNotBlank();
                assertThat(outcomes.of(event).at("/output/method").asText()).isEqualTo("extractive");
                JsonNode later = awaitOutcome(http, event);
                assertThat(later.at("/outcomes")).hasSize(1);
                assertThat(later.at("/outcomes/0/outcome").asText()).isEqualTo("completed");
            }
            URI spend = suite.address(Suite.LEDGER).resolve("/v1/spend?by=feature,provider&feature=document-digest");
            Awaitility.await("every call on the ledger").atMost(LIMIT).untilAsserted(() -> {
                JsonNode group = http.json(spend).at("/groups/0");
                assertThat(group.path("calls").asInt()).isEqualTo(events.size());
                assertThat(group.path("provider").asText()).isEqualTo("local");
                assertThat(new BigDecimal(group.path("amount").asText())).isZero();
            });
        }
    }

    @Test
    void everyServiceTellsItsMetrics() throws Exception {
        try (var http = new Http()) {
            for (String service :
                    List.of(Suite.INTAKE, Suite.CLASSIFIER, Suite.SUMMARIZER, Suite.NOTIFIER, Suite.LEDGER)) {
                assertThat(http.get(suite.service(service).management().resolve("/q/metrics"))
                                .body())
                        .as(service)
                        .contains("mp_scope=\"application\"");
            }
        }
    }

    private static JsonNode awaitOutcome(Http http, JsonNode event) {
        URI address = suite.address(Suite.NOTIFIER)
                .resolve("/v1/events/" + event.get("id").asText());
        return Awaitility.await("the outcome of " + event.get("id"))
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> http.json(address), found -> !found.at("/outcomes").isEmpty());
    }
}
