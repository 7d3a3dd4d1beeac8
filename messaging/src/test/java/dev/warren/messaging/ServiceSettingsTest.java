package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.reactive.messaging.providers.impl.ConnectorConfig;
import io.smallrye.reactive.messaging.rabbitmq.RabbitMQConnectorIncomingConfiguration;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** What a service gets by depending on this module, with a configuration that names a queue and an exchange. */
@QuarkusTest
@WithTestResource(PrivateVhost.class)
class ServiceSettingsTest {

    @Inject
    ScriptedService service;

    @Inject
    Config config;

    Broker broker;

    @Test
    void incomingChannelHasTheSettingsThatLoseNothing() {
        RabbitMQConnectorIncomingConfiguration events =
                new RabbitMQConnectorIncomingConfiguration(incoming(config, "events"));

        assertThat(events.getAutomaticRecoveryEnabled()).isTrue();
        assertThat(events.getReconnectAttempts()).isZero();
        assertThat(events.getNetworkRecoveryInterval()).isEqualTo(1000);
        assertThat(events.getRequestedHeartbeat()).isEqualTo(10);
        assertThat(events.getAutoAcknowledgement()).isFalse();
        assertThat(events.getFailureStrategy()).isEqualTo("requeue");
        assertThat(events.getMaxOutstandingMessages()).contains(64);
        assertThat(events.getContentTypeOverride()).contains("application/octet-stream");
    }

    @Test
    void incomingChannelDeclaresNothing() {
        RabbitMQConnectorIncomingConfiguration events =
                new RabbitMQConnectorIncomingConfiguration(incoming(config, "events"));

        assertThat(events.getQueueDeclare()).isFalse();
        assertThat(events.getExchangeDeclare()).isFalse();
        assertThat(events.getAutoBindDlq()).isFalse();
    }

    @Test
    void explicitSettingWins() {
        // Given
        Map<String, String> explicit = Map.of(
                "mp.messaging.incoming.events.max-outstanding-messages", "7",
                "mp.messaging.outgoing.results.connector", "another");

        // When
        Config overridden = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredInterceptors()
                .withSources(new PropertiesConfigSource(explicit, "explicit", Integer.MAX_VALUE))
                .build();

        // Then
        assertThat(new RabbitMQConnectorIncomingConfiguration(incoming(overridden, "events"))
                        .getMaxOutstandingMessages())
                .contains(7);
        assertThat(overridden.getValue("mp.messaging.outgoing.results.connector", String.class))
                .isEqualTo("another");
    }

    @Test
    void outgoingChannelsPublishWithConfirms() {
        for (String channel : new String[] {"results", "dead-letters", "park"}) {
            assertThat(config.getValue("mp.messaging.outgoing." + channel + ".connector", String.class))
                    .isEqualTo("warren-confirmed");
        }
        assertThat(config.getValue("mp.messaging.outgoing.park.exchange.name", String.class))
                .isEqualTo("classifier.park");
    }

    @Test
    void metricsOfConsumingAndPublishingAreOnTheManagementPort() {
        // Given
        String results = broker.probe("results", "#");
        service.follow(delivery -> service.results().publish(delivery.event(), "triage.completed"));

        // When
        broker.publish("events", Events.TYPE, Events.json("e-1"), Events.STRUCTURED);
        broker.awaitMessage(results);

        // Then
        await().atMost(Broker.PATIENCE).untilAsserted(() -> assertThat(management("/q/metrics"))
                .containsPattern("warren_messages_consumed_total\\{.*outcome=\"acknowledged\".*} [1-9]")
                .containsPattern("warren_messages_published_total\\{.*result=\"confirmed\".*} [1-9]")
                .containsPattern("warren_messages_handling_seconds_bucket\\{.*le=\"0\\.25\".*}")
                .doesNotContain("quantile"));
    }

    @Test
    void readinessKnowsTheBrokerAndLivenessDoesNot() {
        assertThat(management("/q/health/ready")).contains("events", "results", "park", "dead-letters");
        assertThat(management("/q/health/live")).doesNotContain("messaging").contains("UP");
    }

    private static ConnectorConfig incoming(Config config, String channel) {
        return new ConnectorConfig("mp.messaging.incoming.", config, channel) {};
    }

    private String management(String path) {
        int port = config.getValue("quarkus.management.test-port", Integer.class);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
