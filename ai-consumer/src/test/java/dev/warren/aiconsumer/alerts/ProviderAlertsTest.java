package dev.warren.aiconsumer.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import dev.warren.aiconsumer.FakeEndpoint;
import dev.warren.contracts.ContractCodec;
import dev.warren.messaging.publishing.PublisherFactory;
import dev.warren.modelchain.provider.reply.RefusingProviders;
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
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ProviderAlertsTest.Hasty.class)
@QuarkusTestResource(
        value = PrivateVhost.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = PrivateVhost.DELAYS, value = "5s=PT0.2S,1m=PT0.2S,10m=PT0.2S"))
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
class ProviderAlertsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Whoever looks, looks often. */
    public static final class Hasty implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.provider-alerts.key-refused-for", "1s",
                    "warren.provider-alerts.interval", "50ms",
                    "warren.primary.max-retry-after", "200ms",
                    "warren.outage.max-wait", "0s");
        }
    }

    @Inject
    RefusingProviders refusingProviders;

    @Inject
    ProviderAlerts alerts;

    @Inject
    ProviderAlertsConfig config;

    @Inject
    PublisherFactory publisherFactory;

    @Channel("alerts")
    MutinyEmitter<byte[]> emitter;

    @Inject
    RaisedProviderAlerts raisedByAll;

    Broker broker;
    FakeEndpoint endpoint;

    private String raised;
    private String results;

    @BeforeEach
    void watchTheAlerts() {
        raised = broker.probe("alerts", "#");
        results = broker.probe("results", "#");
    }

    @Test
    void aKeyThatIsRefusedForTooLongIsAnAlertOnce() throws IOException {
        // Given
        endpoint.answersWith(401, "invalid_api_key");

        // When
        publish();

        // Then
        ReceivedMessage message = broker.awaitMessage(raised);
        assertThat(message.routingKey()).isEqualTo("critical.provider-key-refused");
        JsonNode data = MAPPER.readTree(message.body()).get("data");
        assertThat(data.get("message").asText()).contains("primary", "classifier");
        assertThat(data.at("/details/status").asText()).isEqualTo("401");
        assertThat(data.at("/details/error").asText()).isEqualTo("invalid_api_key");
        await().until(() -> raisedByAll.isRaised("primary", "provider-key-refused", Instant.EPOCH));
        alerts.look();
        assertThat(broker.drain(raised)).as("another look finds nothing new").isEmpty();
        recovers();
    }

    @Test
    void aProviderWithoutMoneyIsAnAlertAtOnceAndAgainAfterItHasAnswered() throws IOException {
        // Given
        endpoint.answersWith(429, "insufficient_quota");

        // When
        publish();

        // Then
        ReceivedMessage message = broker.awaitMessage(raised);
        assertThat(message.routingKey()).isEqualTo("critical.provider-quota-exhausted");
        assertThat(MAPPER.readTree(message.body()).at("/data/message").asText()).contains("no credit", "primary");
        recovers();
        endpoint.answersWith(429, "insufficient_quota");
        publish();
        assertThat(broker.awaitMessage(raised).routingKey()).isEqualTo("critical.provider-quota-exhausted");
        recovers();
    }

    @Test
    void neitherAnotherInstanceNorOneAfterARestartRaisesAnAlertAgain() {
        // Given
        Instant before = Instant.now();
        endpoint.answersWith(429, "insufficient_quota");
        publish();
        ReceivedMessage first = broker.awaitMessage(raised);
        await().until(() -> raisedByAll.isRaised("primary", "provider-quota-exhausted", before));

        // When
        instanceOf("classifier").look();

        // Then
        assertThat(broker.drain(raised)).isEmpty();
        raisedByAll.forget("primary", Instant.now());
        instanceOf("summarizer").look();
        ReceivedMessage other = broker.awaitMessage(raised);
        assertThat(other.properties().getMessageId())
                .as("what a service with another database says is the same")
                .isEqualTo(first.properties().getMessageId());
        recovers();
    }

    private ProviderAlerts instanceOf(String service) {
        return new ProviderAlerts(
                refusingProviders, config, publisherFactory, emitter, raisedByAll, Clock.systemUTC(), service);
    }

    private void recovers() {
        endpoint.answers(Duration.ZERO);
        publish();
        await().until(() -> refusingProviders.troubles().isEmpty());
        broker.awaitMessage(results);
    }

    private void publish() {
        String id = UUID.randomUUID().toString();
        byte[] event = new JsonFormat()
                .serialize(CloudEventBuilder.v1()
                        .withId(id)
                        .withSource(URI.create("/test"))
                        .withType("review.written")
                        .withData(
                                "application/json",
                                "{\"review\":\"review %s\"}".formatted(id).getBytes(StandardCharsets.UTF_8))
                        .build());
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .contentType(ContractCodec.CLOUDEVENTS_JSON)
                .messageId(id)
                .build();
        broker.publish("events", "review.written", event, properties);
    }
}
