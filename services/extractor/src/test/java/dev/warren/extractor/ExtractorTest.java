package dev.warren.extractor;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = PrivateVhost.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(PrivateDatabase.class)
class ExtractorTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    Broker broker;

    @TestHTTPResource(value = "/health/ready", management = true)
    String readiness;

    private String results;

    @BeforeEach
    void watch() {
        results = broker.probe("results", "#");
        broker.purge("extractor.dead");
    }

    @Test
    void withoutANetworkRulesFillWhatTheyCanAndNoModelIsLoaded() throws IOException {
        // When
        publish("i-1", "Invoice INV-4711 for PO-10023", "Total: EUR 99.90, due on 24 December 2026.");

        // Then
        JsonNode data = MAPPER.readTree(broker.awaitMessage(results).body()).get("data");
        assertThat(data.at("/output/fields")).isEqualTo(MAPPER.readTree("""
                {"currency":"EUR","dueDate":"2026-12-24","invoiceNumber":"INV-4711","orderNumbers":["PO-10023"],"total":99.90}"""));
        assertThat(data.at("/output/locations/~1orderNumbers~10/start").asInt()).isEqualTo(21);
        assertThat(data.get("provider").asText()).isEqualTo("local");
        assertThat(data.get("model").asText()).isEqualTo("rules");
        await().untilAsserted(() -> when().get(readiness).then().statusCode(200));
    }

    @Test
    void aTextWithoutARequiredFieldFailsAtOnce() throws IOException {
        // When
        publish("i-2", "Invoice", "I forgot the number.");

        // Then
        ReceivedMessage result = broker.awaitMessage(results);
        assertThat(result.routingKey()).isEqualTo("invoice-fields.failed");
        assertThat(MAPPER.readTree(result.body()).at("/data/error/code").asText())
                .isEqualTo("malformed");
        assertThat(broker.awaitMessage("extractor.dead").header("x-warren-reason"))
                .isEqualTo("malformed");
    }

    @Test
    void theFeatureIsListedWithItsKind() {
        when().get("/v1/features").then().statusCode(200).body("features.kind", contains("extraction"));
    }

    private void publish(String id, String subject, String text) {
        String data = MAPPER.createObjectNode()
                .put("subject", subject)
                .put("text", text)
                .toString();
        broker.publish("events", "invoice.received", Events.event(id, "invoice.received", data), Events.STRUCTURED);
    }
}
