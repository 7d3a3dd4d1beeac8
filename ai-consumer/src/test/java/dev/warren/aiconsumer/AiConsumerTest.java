package dev.warren.aiconsumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.event.Publication;
import dev.warren.modelchain.message.MessageSink;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.ReceivedMessage;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(AiConsumerTest.ToTheBrokerAtOnce.class)
@QuarkusTestResource(
        value = PrivateVhost.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = PrivateVhost.DELAYS, value = "5s=PT0.2S,1m=PT0.2S,10m=PT0.2S"))
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
class AiConsumerTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PENDING = "x-warren-pending";
    private static final String PUBLICATION = "x-warren-publication";

    @Inject
    MessageSink messageSink;

    Broker broker;
    FakeEndpoint endpoint;

    private String results;
    private String usage;

    @BeforeEach
    void watch() {
        results = broker.probe("results", "#");
        usage = broker.probe("usage", "#");
        broker.purge("classifier.dead");
        endpoint.answers(Duration.ZERO);
    }

    @Test
    void everyFeatureHasAResultAndSaysWhatItUsed() {
        // When
        publish("e-1", Map.of());

        // Then
        assertThat(List.of(key(results), key(results)))
                .containsExactlyInAnyOrder("tone.completed", "urgency.completed");
        assertThat(List.of(key(usage), key(usage))).containsExactlyInAnyOrder("tone", "urgency");
    }

    @Test
    void onlyWhatIsLeftToDoIsDone() {
        // When
        publish("e-2", Map.of("x-warren-pending", List.of("urgency")));

        // Then
        assertThat(key(results)).isEqualTo("urgency.completed");
        assertThat(endpoint.calls("review e-2")).isEqualTo(1);
    }

    @Test
    void aDeadLetterSaysWhichFeaturesFailed() throws IOException {
        // When
        broker.publish("events", "review.written", event("e-3", "{\"other\":\"field\"}"), properties(Map.of()));

        // Then
        assertThat(List.of(key(results), key(results))).containsExactlyInAnyOrder("tone.failed", "urgency.failed");
        ReceivedMessage dead = broker.awaitMessage("classifier.dead");
        assertThat(dead.header("x-warren-reason")).isEqualTo("no-text");
        assertThat(dead.properties().getHeaders().get("x-warren-pending").toString())
                .contains("tone", "urgency");
        assertThat(MAPPER.readTree(dead.body()).get("id").asText()).isEqualTo("e-3");
    }

    @Test
    void whatIsGivenUpIsDoneAnewWhereAPersonAsksForIt() {
        // Given
        endpoint.fails();
        publish("e-4", Map.of("x-warren-pending", List.of("tone")));
        assertThat(key(results)).isEqualTo("tone.failed");
        assertThat(broker.awaitMessage("classifier.dead").header("x-warren-reason"))
                .isEqualTo("retries-exhausted");
        endpoint.answers(Duration.ZERO);
        publish("e-4", Map.of("x-warren-pending", List.of("tone")));
        assertThat(key(results)).as("what has ended stays so").isEqualTo("tone.failed");

        // When
        publish(
                "e-4",
                Map.of(
                        "x-warren-pending",
                        List.of("tone"),
                        "x-warren-again",
                        true,
                        "x-warren-sent-back",
                        "l-1",
                        "x-warren-providers",
                        List.of("primary")));

        // Then
        assertThat(key(results)).isEqualTo("tone.completed");
        assertThat(endpoint.calls("review e-4")).isEqualTo(1);
    }

    @Test
    void whatFailsAgainIsNotPaidAgainWhereTheBrokerDeliversTheSameLetterAgain() {
        // Given
        Map<String, Object> letter =
                Map.of(PENDING, List.of("tone"), "x-warren-again", true, "x-warren-sent-back", "l-2");
        endpoint.refuses();
        publish("e-8", Map.of(PENDING, List.of("tone")));
        assertThat(key(results)).isEqualTo("tone.failed");
        assertThat(endpoint.calls("review e-8")).isEqualTo(1);
        publish("e-8", letter);
        assertThat(key(results)).isEqualTo("tone.failed");

        // When
        publish("e-8", letter);

        // Then
        assertThat(key(results)).isEqualTo("tone.failed");
        assertThat(endpoint.calls("review e-8")).isEqualTo(2);
    }

    @Test
    void whatFailedIsDoneAnewWhereItsEventIsPublishedAgainAndNotWhereItIsDeliveredAgain() {
        // Given
        endpoint.fails();
        String first = Publication.at(Instant.now()).toString();
        publish("e-5", Map.of(PENDING, List.of("tone"), PUBLICATION, first));
        assertThat(key(results)).isEqualTo("tone.failed");
        endpoint.answers(Duration.ZERO);
        publish("e-5", Map.of(PENDING, List.of("tone"), PUBLICATION, first));
        assertThat(key(results)).as("the same publication").isEqualTo("tone.failed");
        assertThat(endpoint.calls("review e-5")).isZero();

        // When
        String later = Publication.at(Instant.now().plusSeconds(60)).toString();
        publish("e-5", Map.of(PENDING, List.of("tone"), PUBLICATION, later));

        // Then
        assertThat(key(results)).isEqualTo("tone.completed");
        assertThat(endpoint.calls("review e-5")).isEqualTo(1);
    }

    @Test
    void otherContentOfAnAnsweredEventIsToldAsAConflict() throws IOException {
        // Given
        publish("e-6", Map.of(PENDING, List.of("tone")));
        assertThat(key(results)).isEqualTo("tone.completed");
        String later = Publication.at(Instant.now()).toString();

        // When
        broker.publish(
                "events",
                "review.written",
                event("e-6", "{\"review\":\"something else\"}"),
                properties(Map.of(PENDING, List.of("tone"), PUBLICATION, later)));

        // Then
        ReceivedMessage told = broker.awaitMessage(results);
        JsonNode conflict = MAPPER.readTree(told.body()).at("/data/conflict");
        assertThat(told.routingKey()).isEqualTo("tone.completed");
        assertThat(conflict.path("resolution").asText()).isEqualTo("kept");
        assertThat(conflict.path("publication").asText()).isEqualTo(later);
        assertThat(endpoint.calls("something else")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 5_000})
    void anEventMayHaveMoreToSayThanMayTravelAtTheSameTime(int calls) {
        // Given as many messages of each of two events, and both at the same time
        List<List<OutboundMessage>> events = List.of("one", "other").stream()
                .map(event -> messages(event, calls))
                .toList();

        // When
        events.parallelStream().forEach(messageSink::publish);

        // Then
        assertThat(broker.count(usage)).isEqualTo(2L * calls);
    }

    private static List<OutboundMessage> messages(String event, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new OutboundMessage("usage", "tone", event + "-" + i, "{}"))
                .toList();
    }

    /** In an outage of the provider, events wait in the broker, where their attempts are counted. */
    public static final class ToTheBrokerAtOnce implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("warren.outage.max-wait", "0s");
        }
    }

    private String key(String queue) {
        return broker.awaitMessage(queue).routingKey();
    }

    private void publish(String id, Map<String, Object> headers) {
        String data = "{\"review\":\"This is review " + id + ", and I like it\"}";
        broker.publish("events", "review.written", event(id, data), properties(headers));
    }

    private static AMQP.BasicProperties properties(Map<String, Object> headers) {
        return new AMQP.BasicProperties.Builder()
                .contentType(ContractCodec.CLOUDEVENTS_JSON)
                .deliveryMode(2)
                .headers(headers)
                .build();
    }

    private static byte[] event(String id, String data) {
        return new JsonFormat()
                .serialize(CloudEventBuilder.v1()
                        .withId(id)
                        .withSource(URI.create("/shop"))
                        .withType("review.written")
                        .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                        .build());
    }
}
