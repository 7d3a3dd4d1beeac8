package dev.warren.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.ReceivedMessage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PrivateVhost.class)
@QuarkusTestResource(PrivateDatabase.class)
class SummarizerTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TEXT = """
            The warehouse in Leipzig was closed on Monday after a pipe burst in the second hall. \
            Water reached the shelves with upholstered furniture, and about forty armchairs were damaged. \
            Nobody was hurt. The fire brigade pumped the water out within three hours. \
            The insurance company has been informed and will send an expert on Thursday. \
            Deliveries from Leipzig are delayed by five working days; other warehouses are not affected. \
            Customers with affected orders will be written to by Wednesday evening.""";

    Broker broker;

    private String results;
    private String usage;

    @BeforeEach
    void watch() {
        results = broker.probe("results", "#");
        usage = broker.probe("usage", "#");
        broker.purge("summarizer.dead");
    }

    @Test
    void aDocumentBecomesASummaryOfItsOwnSentencesAndAUsageMessage() throws IOException {
        // When
        publish("d-1", Map.of("title", "Water damage", "text", TEXT));

        // Then
        ReceivedMessage result = broker.awaitMessage(results);
        JsonNode message = MAPPER.readTree(result.body());
        assertThat(result.routingKey()).isEqualTo("document-digest.completed");
        assertThat(result.properties().getContentType()).isEqualTo("application/cloudevents+json");
        assertThat(result.properties().getMessageId())
                .isEqualTo(message.get("id").asText());
        assertThat(message.get("source").asText()).isEqualTo("/warren/summarizer");
        assertThat(message.get("userid").asText()).isEqualTo("u-42");
        JsonNode data = message.get("data");
        assertThat(data.at("/event/id").asText()).isEqualTo("d-1");
        assertThat(data.get("kind").asText()).isEqualTo("summary");
        assertThat(data.at("/output/method").asText()).isEqualTo("extractive");
        assertThat(data.get("provider").asText()).isEqualTo("local");
        String summary = data.at("/output/summary").asText();
        assertThat(summary.length()).isLessThan(TEXT.length());
        assertThat(summary.split("(?<=[.])\\s+", -1))
                .allSatisfy(sentence -> assertThat("Water damage\n\n" + TEXT).contains(sentence.strip()));

        ReceivedMessage called = broker.awaitMessage(usage);
        JsonNode call = MAPPER.readTree(called.body()).get("data");
        assertThat(called.routingKey()).isEqualTo("document-digest");
        assertThat(call.get("provider").asText()).isEqualTo("local");
        assertThat(call.get("tokensKnown").asBoolean()).isTrue();
        assertThat(call.get("event")).isEqualTo(data.get("event"));
    }

    @Test
    void aDocumentWithoutTextFailsAtOnceAndLeavesACopyInTheDeadLetters() throws IOException {
        // When
        publish("d-2", Map.of("pages", "12"));

        // Then
        ReceivedMessage result = broker.awaitMessage(results);
        assertThat(result.routingKey()).isEqualTo("document-digest.failed");
        assertThat(MAPPER.readTree(result.body()).at("/data/error/code").asText())
                .isEqualTo("no-text");
        assertThat(broker.awaitMessage("summarizer.dead").header("x-warren-reason"))
                .isEqualTo("no-text");
        assertThat(broker.poll(usage)).isEmpty();
    }

    private void publish(String id, Map<String, String> data) throws IOException {
        broker.publish(
                "events",
                "document.uploaded",
                Events.event(id, "document.uploaded", MAPPER.writeValueAsString(data)),
                Events.STRUCTURED);
    }
}
