package dev.warren.newcomer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.ReceivedMessage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PrivateVhost.class)
@QuarkusTestResource(PrivateDatabase.class)
class NewcomerTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TYPE = "newcomer.example";
    private static final AMQP.BasicProperties STRUCTURED = new AMQP.BasicProperties.Builder()
            .contentType("application/cloudevents+json")
            .deliveryMode(2)
            .build();

    Broker broker;

    @Test
    void anEventBecomesAHeadline() throws IOException {
        // Given
        String results = broker.probe("results", "#");

        // When
        publish("e-1", "Water damage in the second hall of the warehouse in Leipzig");

        // Then
        ReceivedMessage result = broker.awaitMessage(results);
        JsonNode data = MAPPER.readTree(result.body()).get("data");
        assertThat(result.routingKey()).isEqualTo("newcomer-example.completed");
        assertThat(data.get("kind").asText()).isEqualTo("newcomer");
        assertThat(data.at("/output/headline").asText()).isEqualTo("Water damage in the second hall of the");
    }

    private void publish(String id, String text) {
        String event = """
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "%s", "time": "2026-11-20T18:00:00Z",
                 "userid": "u-42", "datacontenttype": "application/json", "data": {"text": "%s"}}
                """.formatted(id, TYPE, text);
        broker.publish("events", TYPE, event.getBytes(StandardCharsets.UTF_8), STRUCTURED);
    }
}
