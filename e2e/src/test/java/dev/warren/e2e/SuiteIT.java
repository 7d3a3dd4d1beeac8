package dev.warren.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.bench.lab.SampleTexts;
import dev.warren.bench.lab.SuiteProcesses;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

    private static SuiteProcesses suite;

    @BeforeAll
    static void start() {
        suite = SuiteProcesses.start(Map.of());
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
        try (var outcomes = new Outcomes(suite.address(SuiteProcesses.NOTIFIER));
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
        Instant start = Instant.now();
        List<Sample> documents = Sample.load(SAMPLES.resolve("documents.json"));
        List<JsonNode> events = documents.stream().map(Sample::event).toList();
        try (var http = new SuiteHttp();
                var outcomes = new Outcomes(suite.address(SuiteProcesses.NOTIFIER))) {

            // When
            for (JsonNode event : events) {
                assertThat(http.publish(suite.address(SuiteProcesses.INTAKE), event)
                                .statusCode())
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
            URI spend = suite.address(SuiteProcesses.LEDGER)
                    .resolve("/v1/spend?by=feature,provider&feature=document-digest&from=" + start);
            Awaitility.await("every call on the ledger").atMost(LIMIT).untilAsserted(() -> {
                JsonNode group = http.json(spend).at("/groups/0");
                assertThat(group.path("calls").asInt()).isEqualTo(events.size());
                assertThat(group.path("provider").asText()).isEqualTo("local");
                assertThat(new BigDecimal(group.path("amount").asText())).isZero();
            });
        }
    }

    @Test
    void whatIsPublishedAgainWithOtherContentIsAConflictAtTheAddressThatIntakeGave() throws Exception {
        // Given
        ObjectNode ticket = (ObjectNode) SampleTexts.of("conflict", 1).getFirst();
        ticket.put("id", "../" + ticket.get("id").asText() + "?a=b#%2F;ü");
        try (var http = new SuiteHttp();
                var outcomes = new Outcomes(suite.address(SuiteProcesses.NOTIFIER))) {
            http.publish(suite.address(SuiteProcesses.INTAKE), ticket);
            outcomes.await(List.of(ticket), LIMIT);

            // When
            ticket.putObject("data").put("subject", "Other words").put("body", "Where is my parcel?");
            HttpResponse<String> accepted = http.publish(suite.address(SuiteProcesses.INTAKE), ticket);

            // Then
            String given = accepted.headers().firstValue("Location").orElseThrow();
            URI address = suite.address(SuiteProcesses.NOTIFIER).resolve(given.substring(given.indexOf("/v1/")));
            Awaitility.await("the conflict").atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
                JsonNode status = http.json(address);
                assertThat(status.at("/event/id")).isEqualTo(ticket.get("id"));
                assertThat(status.at("/conflicts/0/resolutions/ticket-triage").asText())
                        .isEqualTo("kept");
                assertThat(status.at("/outcomes/0/conflict/resolution").asText())
                        .isEqualTo("kept");
            });
        }
    }

    @Test
    void everyServiceCountsWhatItDid() throws Exception {
        // Given
        JsonNode ticket = SampleTexts.of("counted", 1).getFirst();
        JsonNode document = Sample.load(SAMPLES.resolve("documents.json"))
                .getFirst()
                .forRun("counted")
                .event();
        try (var http = new SuiteHttp();
                var outcomes = new Outcomes(suite.address(SuiteProcesses.NOTIFIER))) {

            // When
            http.publish(suite.address(SuiteProcesses.INTAKE), ticket);
            http.publish(suite.address(SuiteProcesses.INTAKE), document);
            outcomes.await(List.of(ticket, document), LIMIT);

            // Then
            awaitMetrics(http, SuiteProcesses.INTAKE, "warren_intake_events_total");
            awaitMetrics(http, SuiteProcesses.CLASSIFIER, "warren_outcomes_total", "warren_model_calls_seconds_count");
            awaitMetrics(http, SuiteProcesses.SUMMARIZER, "warren_outcomes_total", "warren_model_tokens_total");
            awaitMetrics(http, SuiteProcesses.NOTIFIER, "warren_notifier_frames_delivered_total");
            awaitMetrics(
                    http,
                    SuiteProcesses.LEDGER,
                    "warren_ledger_entries_booked_total",
                    "warren_ledger_spend_micros_total");
        }
    }

    private static void awaitMetrics(SuiteHttp http, String service, String... names) {
        URI metrics = suite.service(service).management().resolve("/q/metrics");
        Awaitility.await("metrics of " + service)
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(http.get(metrics).body()).contains(names));
    }

    private static JsonNode awaitOutcome(SuiteHttp http, JsonNode event) {
        URI address = suite.address(SuiteProcesses.NOTIFIER)
                .resolve("/v1/events/" + event.get("id").asText());
        return Awaitility.await("the outcome of " + event.get("id"))
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> http.json(address), found -> !found.at("/outcomes").isEmpty());
    }
}
