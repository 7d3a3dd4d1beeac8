package dev.warren.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntakeConfigTest {

    @Test
    void everyKeyHasTheDocumentedDefault() {
        // When
        IntakeConfig config = Configs.with(Map.of());

        // Then
        assertThat(config.notifierUrl()).isEqualTo(URI.create("http://127.0.0.1:8084"));
        assertThat(config.retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.bytesInFlight().asLongValue()).isEqualTo(8 * 1024 * 1024);
        assertThat(config.bytesInFlightPerAddress()).isEmpty();
        assertThat(config.slowBodyTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.maxWait()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.limits().body().asLongValue()).isEqualTo(1024 * 1024);
        assertThat(config.limits().batch()).isEqualTo(100);
        assertThat(config.limits().attributeLength()).isEqualTo(255);
        assertThat(config.limits().attributionLength()).isEqualTo(128);
        assertThat(config.limits().extensions()).isEqualTo(20);
        assertThat(config.limits().depth()).isEqualTo(32);
        assertThat(config.mappings()).isEmpty();
    }

    @Test
    void everyKeyCanBeSet() {
        // When
        IntakeConfig config = Configs.with(Map.ofEntries(
                Map.entry("warren.intake.notifier-url", "https://notifier.example"),
                Map.entry("warren.intake.retry-after", "9s"),
                Map.entry("warren.intake.bytes-in-flight", "9K"),
                Map.entry("warren.intake.bytes-in-flight-per-address", "5K"),
                Map.entry("warren.intake.slow-body-timeout", "1s"),
                Map.entry("warren.intake.max-wait", "3s"),
                Map.entry("warren.intake.limits.body", "2K"),
                Map.entry("warren.intake.limits.batch", "7"),
                Map.entry("warren.intake.limits.attribute-length", "50"),
                Map.entry("warren.intake.limits.attribution-length", "40"),
                Map.entry("warren.intake.limits.extensions", "3"),
                Map.entry("warren.intake.limits.depth", "4"),
                Map.entry("warren.intake.mappings.desk.exchange", "desk.events"),
                Map.entry("warren.intake.mappings.desk.routing-key", "ticket.#"),
                Map.entry("warren.intake.mappings.desk.source", "/desk"),
                Map.entry("warren.intake.mappings.desk.type", "ticket.created"),
                Map.entry("warren.intake.mappings.desk.id", "/id"),
                Map.entry("warren.intake.mappings.desk.time", "/at"),
                Map.entry("warren.intake.mappings.desk.subject", "/title"),
                Map.entry("warren.intake.mappings.desk.userid", "/customer"),
                Map.entry("warren.intake.mappings.desk.team", "header:x-team"),
                Map.entry("warren.intake.mappings.desk.data", "/ticket")));

        // Then
        assertThat(config.notifierUrl()).isEqualTo(URI.create("https://notifier.example"));
        assertThat(config.retryAfter()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.bytesInFlight().asLongValue()).isEqualTo(9 * 1024);
        assertThat(config.bytesInFlightPerAddress().orElseThrow().asLongValue()).isEqualTo(5 * 1024);
        assertThat(config.slowBodyTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.maxWait()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.limits().body().asLongValue()).isEqualTo(2048);
        assertThat(config.limits().batch()).isEqualTo(7);
        assertThat(config.limits().attributeLength()).isEqualTo(50);
        assertThat(config.limits().attributionLength()).isEqualTo(40);
        assertThat(config.limits().extensions()).isEqualTo(3);
        assertThat(config.limits().depth()).isEqualTo(4);
        IntakeConfig.Mapping desk = config.mappings().get("desk");
        assertThat(desk.exchange()).isEqualTo("desk.events");
        assertThat(desk.routingKey()).isEqualTo("ticket.#");
        assertThat(desk.source()).isEqualTo("/desk");
        assertThat(desk.type()).isEqualTo("ticket.created");
        assertThat(desk.id()).contains("/id");
        assertThat(desk.time()).contains("/at");
        assertThat(desk.subject()).contains("/title");
        assertThat(desk.userid()).contains("/customer");
        assertThat(desk.team()).contains("header:x-team");
        assertThat(desk.data()).contains("/ticket");
    }
}
