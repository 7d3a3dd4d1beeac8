package dev.warren.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.testing.Events;
import dev.warren.messaging.testing.ManagementPort;
import dev.warren.messaging.testing.ScriptedService;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
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
    ManagementPort managementPort;

    @Inject
    Config config;

    Broker broker;

    @Test
    void incomingChannelsConsumeByOurselves() {
        assertThat(config.getValue("mp.messaging.incoming.events.connector", String.class))
                .isEqualTo("warren-consuming");
    }

    @Test
    void frameworkDoesNotLimitWhatBeginsAtTheSameTime() {
        assertThat(config.getValue("smallrye.messaging.worker.<virtual-thread>.max-concurrency", int.class))
                .isEqualTo(256);
    }

    @Test
    void explicitSettingWins() {
        // Given
        Map<String, String> explicit = Map.of(
                "mp.messaging.incoming.events.connector", "another",
                "mp.messaging.outgoing.results.connector", "another");

        // When
        Config overridden = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredInterceptors()
                .withSources(new PropertiesConfigSource(explicit, "explicit", Integer.MAX_VALUE))
                .build();

        // Then
        assertThat(overridden.getValue("mp.messaging.incoming.events.connector", String.class))
                .isEqualTo("another");
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
        await().atMost(Broker.PATIENCE).untilAsserted(() -> assertThat(managementPort.text("/q/metrics"))
                .containsPattern("warren_messages_consumed_total\\{.*outcome=\"acknowledged\".*} [1-9]")
                .containsPattern("warren_messages_published_total\\{.*result=\"confirmed\".*} [1-9]")
                .containsPattern("warren_queue_ready\\{[^}]*queue=\"classifier\\.events\"[^}]*} [0-9]")
                .containsPattern("warren_queue_in_flight\\{[^}]*queue=\"classifier\\.overflow\"[^}]*} [0-9]")
                .containsPattern("warren_queue_oldest_seconds\\{[^}]*queue=\"classifier\\.events\"[^}]*} [0-9]")
                .containsPattern("warren_messages_processing_seconds_bucket\\{.*le=\"0\\.25\".*}")
                .doesNotContain("quantile"));
    }

    @Test
    void readinessKnowsTheBrokerAndLivenessDoesNot() {
        assertThat(managementPort.text("/q/health/ready")).contains("events", "results", "park", "dead-letters");
        assertThat(managementPort.text("/q/health/live"))
                .doesNotContain("messaging")
                .contains("UP");
    }
}
