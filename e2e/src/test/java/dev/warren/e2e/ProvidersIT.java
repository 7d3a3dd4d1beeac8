package dev.warren.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.bench.lab.BilledTokens;
import dev.warren.bench.lab.FakeOpenAi;
import dev.warren.bench.lab.ProviderBill;
import dev.warren.bench.lab.SampleTexts;
import dev.warren.bench.lab.SuiteProcesses;
import dev.warren.testing.Servers;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The suite with providers that answer, misbehave or are gone. */
class ProvidersIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String LABEL = "billing";
    private static final String MODEL = "gpt-4o-mini";

    @Test
    void aProviderAnswersUntilItIsStoppedAndTheRestIsAnsweredByTheEmbeddedModel() throws Exception {
        // Given
        List<JsonNode> events = SampleTexts.of("stopped", 300);
        try (var provider = new FakeOpenAi(LABEL);
                var suite = SuiteProcesses.start(chain("primary,local", Map.of("PRIMARY", provider.address())));
                var outcomes = new Outcomes(suite.address(SuiteProcesses.NOTIFIER));
                var producer = new AmqpProducer(suite.producer());
                var http = new SuiteHttp()) {

            // When
            publish(producer, events.subList(0, 150));
            outcomes.await(events.subList(0, 150), LIMIT);
            publish(producer, events.subList(150, events.size()));
            Awaitility.await("answers of the second half").atMost(LIMIT).until(() -> outcomes.count(events) > 160);
            provider.stop();

            // Then
            outcomes.await(events, LIMIT);
            assertThat(events.subList(0, 150)).allSatisfy(event -> {
                assertThat(outcomes.of(event).get("provider").asText()).isEqualTo("primary");
                assertThat(outcomes.of(event).at("/output/label").asText()).isEqualTo(LABEL);
            });
            assertThat(events)
                    .allSatisfy(event -> assertThat(outcomes.ids(event)).hasSize(1));
            assertThat(events.stream().filter(event -> answeredBy(outcomes, event, "local")))
                    .isNotEmpty();
            awaitPricedCalls(http, suite, provider.bill());
        }
    }

    @Test
    void aProviderThatFailsStallsOrAnswersNonsenseIsPassedOver() throws Exception {
        try (var primary = new FakeOpenAi(LABEL);
                var secondary = new FakeOpenAi(LABEL);
                var suite = SuiteProcesses.start(chain(
                        "primary,secondary,local",
                        Map.of("PRIMARY", primary.address(), "SECONDARY", secondary.address())));
                var outcomes = new Outcomes(suite.address(SuiteProcesses.NOTIFIER));
                var producer = new AmqpProducer(suite.producer())) {
            for (FakeOpenAi.Behaviour behaviour : List.of(
                    FakeOpenAi.Behaviour.TALKS_NONSENSE, FakeOpenAi.Behaviour.FAILS, FakeOpenAi.Behaviour.STALLS)) {
                // Given
                primary.behave(behaviour);
                List<JsonNode> events = SampleTexts.of(behaviour.name(), 3);

                // When
                publish(producer, events);

                // Then
                outcomes.await(events, LIMIT);
                assertThat(events).allSatisfy(event -> {
                    JsonNode result = outcomes.of(event);
                    assertThat(result.get("provider").asText()).isEqualTo("secondary");
                    assertThat(result.at("/attempts/0/provider").asText()).isEqualTo("primary");
                });
            }
        }
    }

    @Test
    void whenEveryProviderIsDeadTheEmbeddedModelAnswers() throws Exception {
        // Given
        List<JsonNode> events = SampleTexts.of("dead", 20);
        URI nobody = URI.create("http://127.0.0.1:1/v1");
        try (var suite = SuiteProcesses.start(
                        chain("primary,secondary,local", Map.of("PRIMARY", nobody, "SECONDARY", nobody)));
                var outcomes = new Outcomes(suite.address(SuiteProcesses.NOTIFIER));
                var producer = new AmqpProducer(suite.producer());
                var http = new SuiteHttp()) {

            // When
            publish(producer, events);

            // Then
            outcomes.await(events, LIMIT);
            assertThat(events).allMatch(event -> answeredBy(outcomes, event, "local"));
            URI spend = suite.address(SuiteProcesses.LEDGER).resolve("/v1/spend?by=provider");
            Awaitility.await("nothing but the calls that were made")
                    .atMost(LIMIT)
                    .untilAsserted(() -> {
                        JsonNode groups = http.json(spend).get("groups");
                        assertThat(groups).hasSize(1);
                        assertThat(groups.get(0).get("provider").asText()).isEqualTo("local");
                        assertThat(groups.get(0).get("calls").asInt()).isEqualTo(events.size());
                    });
        }
    }

    @Test
    void providersHaveNamesOfTheirOwnAndACheapOneIsAskedFirst() throws Exception {
        // Given a cheap one that is never sure, a good one that fails, and a spare one
        List<JsonNode> events = SampleTexts.of("named", 3);
        try (var cheap = new FakeOpenAi(LABEL);
                var good = new FakeOpenAi(LABEL);
                var spare = new FakeOpenAi(LABEL);
                var suite = SuiteProcesses.start(
                        SuiteProcesses.Plan.on(Servers.fromEnvironment()),
                        service -> named(service, cheap, good, spare));
                var outcomes = new Outcomes(suite.address(SuiteProcesses.NOTIFIER));
                var producer = new AmqpProducer(suite.producer())) {
            good.behave(FakeOpenAi.Behaviour.FAILS);

            // When
            publish(producer, events);

            // Then
            outcomes.await(events, LIMIT);
            assertThat(events).allSatisfy(event -> {
                JsonNode result = outcomes.of(event);
                assertThat(result.get("provider").asText()).isEqualTo("second-vendor");
                assertThat(result.at("/earlier/0/provider").asText()).isEqualTo("cheap");
                assertThat(result.get("attempts").findValuesAsText("provider"))
                        .contains("cheap", "good", "second-vendor");
            });
        }
    }

    private static Map<String, String> named(String service, FakeOpenAi cheap, FakeOpenAi good, FakeOpenAi spare) {
        Map<String, String> settings = chain(
                "cheap,good,second-vendor,local",
                Map.of(
                        "PROVIDERS_CHEAP", cheap.address(),
                        "PROVIDERS_GOOD", good.address(),
                        "PROVIDERS_SECOND_VENDOR", spare.address()));
        if (service.equals(SuiteProcesses.CLASSIFIER)) {
            settings.put("warren.features.ticket-triage.answer-when.cheap", "confidence >= 1");
        }
        return settings;
    }

    private static Map<String, String> chain(String providers, Map<String, URI> addresses) {
        Map<String, String> settings = new HashMap<>(Map.of("WARREN_PROVIDERS", providers));
        addresses.forEach((name, address) -> {
            settings.put("WARREN_" + name + "_URL", address.toString());
            settings.put("WARREN_" + name + "_KEY", "key-of-the-test");
            settings.put("WARREN_" + name + "_MODEL", MODEL);
        });
        return settings;
    }

    private static void publish(AmqpProducer producer, List<JsonNode> events) throws Exception {
        for (JsonNode event : events) {
            producer.publish(event);
        }
        producer.confirm(LIMIT);
    }

    private static boolean answeredBy(Outcomes outcomes, JsonNode event, String provider) {
        return outcomes.of(event).get("provider").asText().equals(provider);
    }

    /** The tokens of every answer are known and the model has a list price, so that none of the calls is unpriced. */
    private static void awaitPricedCalls(SuiteHttp http, SuiteProcesses suite, ProviderBill providerBill) {
        URI spend = suite.address(SuiteProcesses.LEDGER).resolve("/v1/spend?by=model&model=" + MODEL);
        Awaitility.await("every answer on the ledger").atMost(LIMIT).untilAsserted(() -> {
            JsonNode group = http.json(spend).at("/groups/0");
            assertThat(group.path("outputTokens").asInt()).isEqualTo(sum(providerBill, BilledTokens::output));
            assertThat(group.path("inputTokens").asInt()).isEqualTo(sum(providerBill, BilledTokens::input));
            assertThat(new BigDecimal(group.path("amount").asText())).isPositive();
        });
    }

    private static int sum(ProviderBill providerBill, ToIntFunction<BilledTokens> what) {
        return providerBill.billed().stream()
                .map(ProviderBill.Line::tokens)
                .mapToInt(what)
                .sum();
    }
}
