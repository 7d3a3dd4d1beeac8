package dev.warren.classifier;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.ReceivedMessage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = PrivateVhost.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(PrivateDatabase.class)
class ClassifierTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    Broker broker;

    @TestHTTPResource(value = "/health/ready", management = true)
    String readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    String metrics;

    private String results;
    private String usage;

    @BeforeEach
    void watch() {
        results = broker.probe("results", "#");
        usage = broker.probe("usage", "#");
        broker.purge("classifier.dead");
    }

    @Test
    void anEventBecomesALabelAndAUsageMessage() throws IOException {
        // When
        publish(
                "t-1",
                "ticket.created",
                "{\"subject\":\"Charged twice\",\"body\":\"I see two charges for one order\"}");

        // Then
        ReceivedMessage result = broker.awaitMessage(results);
        JsonNode message = MAPPER.readTree(result.body());
        assertThat(result.routingKey()).isEqualTo("ticket-triage.completed");
        assertThat(result.properties().getContentType()).isEqualTo("application/cloudevents+json");
        assertThat(result.properties().getDeliveryMode()).isEqualTo(2);
        assertThat(result.properties().getMessageId())
                .isEqualTo(message.get("id").asText());
        assertThat(message.get("type").asText()).isEqualTo("dev.warren.result.completed");
        assertThat(message.get("source").asText()).isEqualTo("/warren/classifier");
        assertThat(message.get("userid").asText()).isEqualTo("u-42");
        assertThat(message.get("team").asText()).isEqualTo("emea");
        JsonNode data = message.get("data");
        assertThat(data.get("event"))
                .isEqualTo(
                        MAPPER.readTree("{\"source\":\"/shop/helpdesk\",\"id\":\"t-1\",\"type\":\"ticket.created\"}"));
        assertThat(data.get("feature").asText()).isEqualTo("ticket-triage");
        assertThat(data.get("kind").asText()).isEqualTo("classification");
        assertThat(data.at("/output/label").asText()).isEqualTo("billing");
        assertThat(data.at("/output/confidence").asDouble()).isBetween(0.0, 1.0);
        assertThat(data.at("/output/alternatives")).isNotEmpty();
        assertThat(data.get("provider").asText()).isEqualTo("local");
        assertThat(data.get("model").asText()).isEqualTo("all-MiniLM-L6-v2-q");
        assertThat(data.get("cached").asBoolean()).isFalse();
        assertThat(data.at("/attempts/0/outcome").asText()).isEqualTo("answered");

        ReceivedMessage called = broker.awaitMessage(usage);
        JsonNode call = MAPPER.readTree(called.body()).get("data");
        assertThat(called.routingKey()).isEqualTo("ticket-triage");
        assertThat(called.properties().getMessageId())
                .isEqualTo(call.get("callId").asText());
        assertThat(call.get("provider").asText()).isEqualTo("local");
        assertThat(call.get("tokensKnown").asBoolean()).isTrue();
        assertThat(call.get("inputTokens").asInt()).isPositive();
        assertThat(call.get("outputTokens").asInt()).isZero();
        assertThat(call.get("event")).isEqualTo(data.get("event"));
    }

    @Test
    void twoFeaturesOnOneEventHaveAnOutcomeEach() throws IOException {
        // When
        publish("r-1", "review.written", "{\"review\":\"A wonderful chair, I love it\"}");

        // Then
        assertThat(awaitKeys(2)).containsExactlyInAnyOrder("tone.completed", "tone-of-short-texts.completed");
    }

    @Test
    void aFeatureThatFailsForGoodDoesNotPreventTheOtherAndLeavesACopyInTheDeadLetters() throws IOException {
        // Given
        String tooLong = "The chair broke on the second day and nobody answers my letters.";

        // When
        publish("r-2", "review.written", "{\"review\":\"" + tooLong + "\"}");

        // Then
        assertThat(awaitKeys(2)).containsExactlyInAnyOrder("tone.completed", "tone-of-short-texts.failed");
        ReceivedMessage dead = broker.awaitMessage("classifier.dead");
        assertThat(dead.header("x-warren-reason")).isEqualTo("too-long");
        assertThat(MAPPER.readTree(dead.body()).get("id").asText()).isEqualTo("r-2");
    }

    @Test
    void anEventWithoutTextFailsAtOnce() throws IOException {
        // When
        publish("t-2", "ticket.created", "{\"other\":\"field\"}");

        // Then
        ReceivedMessage result = broker.awaitMessage(results);
        assertThat(result.routingKey()).isEqualTo("ticket-triage.failed");
        JsonNode data = MAPPER.readTree(result.body()).get("data");
        assertThat(data.at("/error/code").asText()).isEqualTo("no-text");
        assertThat(data.at("/error/retryable").asBoolean()).isFalse();
        assertThat(data.has("output")).isFalse();
        assertThat(broker.awaitMessage("classifier.dead").header("x-warren-reason"))
                .isEqualTo("no-text");
        assertThat(broker.poll(usage)).isEmpty();
    }

    @Test
    void anEventThatNoFeatureListensToIsTakenAndForgotten() throws IOException {
        // Given
        publish("o-1", "order.placed", "{\"note\":\"a gift\"}");

        // When
        publish("t-3", "ticket.created", "{\"subject\":\"Where is my parcel\",\"body\":\"It is late\"}");

        // Then
        JsonNode only = MAPPER.readTree(broker.awaitMessage(results).body());
        assertThat(only.at("/data/event/id").asText()).isEqualTo("t-3");
        await().until(() -> broker.count("classifier.events") == 0);
        assertThat(broker.count("classifier.dead")).isZero();
    }

    @Test
    void readinessWaitsForTheModelsAndMetricsCountOutcomesAndCalls() throws IOException {
        // When
        publish("t-4", "ticket.created", "{\"subject\":\"Refund\",\"body\":\"I want my money back\"}");
        broker.awaitMessage(results);

        // Then
        await().untilAsserted(() -> assertThat(
                        when().get(readiness).then().statusCode(200).extract().asString())
                .contains("embedded models"));
        await().untilAsserted(() -> assertThat(
                        when().get(metrics).then().statusCode(200).extract().asString())
                .containsPattern("warren_outcomes_total\\{[^}]*feature=\"ticket-triage\"[^}]*outcome=\"completed\"")
                .containsPattern("warren_model_calls_seconds_bucket\\{[^}]*provider=\"local\"")
                .containsPattern("warren_model_tokens_total\\{[^}]*direction=\"input\"[^}]*provider=\"local\""));
    }

    private void publish(String id, String type, String data) {
        broker.publish("events", type, Events.event(id, type, data), Events.STRUCTURED);
    }

    private Set<String> awaitKeys(int count) {
        return Stream.generate(() -> broker.awaitMessage(results).routingKey())
                .limit(count)
                .collect(Collectors.toSet());
    }
}
