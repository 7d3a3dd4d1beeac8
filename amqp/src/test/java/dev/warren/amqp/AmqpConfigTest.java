package dev.warren.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.warren.amqp.testing.AmqpConfigs;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmqpConfigTest {

    private static final String URL = "amqp://u:p@localhost";

    @Test
    void everyKeyButTheAddressHasADefault() {
        AmqpConfig config = AmqpConfigs.of(Map.of("warren.amqp.url", URL));

        assertThat(config.prefetch()).isEqualTo(256);
        assertThat(config.concurrency()).isEqualTo(64);
        assertThat(config.overflowAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.messageTimeout()).isEqualTo(Duration.ofMinutes(20));
        assertThat(config.consumerTimeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.drain()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.maxMessageBytes()).isEqualTo(2 * 1024 * 1024);
        assertThat(config.delays()).containsExactly("5s", "1m", "10m");
        assertThat(config.requeuePause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.publish().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.publish().attempts()).isEqualTo(3);
        assertThat(config.publish().pause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.publish().inFlight()).isEqualTo(256);
        assertThat(config.mostBytesInFlight()).isEqualTo(Runtime.getRuntime().maxMemory() / 8);
        assertThat(config.publish().mostBytesInFlight())
                .isEqualTo(Runtime.getRuntime().maxMemory() / 16);
        AmqpConfigCheck.check(config);
    }

    @Test
    void everyKeyCanBeSet() {
        AmqpConfig config = AmqpConfigs.of(Map.ofEntries(
                Map.entry("warren.amqp.url", URL),
                Map.entry("warren.amqp.prefetch", "3"),
                Map.entry("warren.amqp.concurrency", "2"),
                Map.entry("warren.amqp.overflow-after", "10s"),
                Map.entry("warren.amqp.message-timeout", "11m"),
                Map.entry("warren.amqp.consumer-timeout", "12m"),
                Map.entry("warren.amqp.drain", "13s"),
                Map.entry("warren.amqp.max-message-bytes", "4"),
                Map.entry("warren.amqp.delays", "1h,2h"),
                Map.entry("warren.amqp.requeue-pause", "5s"),
                Map.entry("warren.amqp.publish.timeout", "6s"),
                Map.entry("warren.amqp.publish.attempts", "7"),
                Map.entry("warren.amqp.publish.pause", "8s"),
                Map.entry("warren.amqp.bytes-in-flight", "10M"),
                Map.entry("warren.amqp.publish.bytes-in-flight", "11K"),
                Map.entry("warren.amqp.publish.in-flight", "9")));

        assertThat(config.prefetch()).isEqualTo(3);
        assertThat(config.concurrency()).isEqualTo(2);
        assertThat(config.overflowAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.messageTimeout()).isEqualTo(Duration.ofMinutes(11));
        assertThat(config.consumerTimeout()).isEqualTo(Duration.ofMinutes(12));
        assertThat(config.drain()).isEqualTo(Duration.ofSeconds(13));
        assertThat(config.maxMessageBytes()).isEqualTo(4);
        assertThat(config.delays()).containsExactly("1h", "2h");
        assertThat(config.requeuePause()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.publish().timeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.publish().attempts()).isEqualTo(7);
        assertThat(config.publish().pause()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.publish().inFlight()).isEqualTo(9);
        assertThat(config.mostBytesInFlight()).isEqualTo(10 * 1024 * 1024);
        assertThat(config.publish().mostBytesInFlight()).isEqualTo(11 * 1024);
    }

    @ParameterizedTest
    @CsvSource({
        "warren.amqp.url, nowhere",
        "warren.amqp.prefetch, 0",
        "warren.amqp.max-message-bytes, 0",
        "warren.amqp.requeue-pause, 0s",
        "warren.amqp.concurrency, 0",
        "warren.amqp.concurrency, 257",
        "warren.amqp.overflow-after, 0s",
        "warren.amqp.message-timeout, 0s",
        "warren.amqp.message-timeout, 29m30s",
        "warren.amqp.drain, 0s",
        "warren.amqp.publish.timeout, 0s",
        "warren.amqp.publish.pause, 0s",
        "warren.amqp.publish.attempts, 0",
        "warren.amqp.publish.in-flight, 0",
        "warren.amqp.bytes-in-flight, 0",
        "warren.amqp.publish.bytes-in-flight, 0"
    })
    void whatCannotWorkIsRefusedNamingTheKey(String key, String value) {
        Map<String, String> values =
                "warren.amqp.url".equals(key) ? Map.of(key, value) : Map.of("warren.amqp.url", URL, key, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AmqpConfigCheck.check(AmqpConfigs.of(values)))
                .withMessageStartingWith(key);
    }
}
