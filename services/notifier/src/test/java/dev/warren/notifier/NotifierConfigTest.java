package dev.warren.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.HttpConnectStrategy;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotifierConfigTest {

    @Test
    void hasDefaults() {
        NotifierConfig.Stream stream = mapped(Map.of()).stream();

        assertThat(stream.log()).isEqualTo("results.log");
        assertThat(stream.heartbeat()).isEqualTo(Duration.ofSeconds(3));
        assertThat(stream.positionInterval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(stream.reconnectDelay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(stream.maxClients()).isEqualTo(1000);
        assertThat(stream.maxClientsPerAddress()).isEmpty();
        assertThat(stream.stallTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(stream.windowFrames()).isEqualTo(4096);
        assertThat(stream.windowSize().asLongValue()).isEqualTo(16 * 1024 * 1024);
        assertThat(stream.bufferFrames()).isEqualTo(256);
        assertThat(stream.bufferSize().asLongValue()).isEqualTo(256 * 1024);
        assertThat(stream.maxReplays()).isEqualTo(16);
        assertThat(stream.maxWaitingReplays()).isEqualTo(500);
        assertThat(stream.replayFrames()).isEqualTo(5000);
        assertThat(stream.replaySize().asLongValue()).isEqualTo(8 * 1024 * 1024);
        assertThat(stream.brokerTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(stream.maxBackoff()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void heartbeatComesBeforeCommonClientsGiveUp() {
        assertThat(mapped(Map.of()).stream().heartbeat().toMillis())
                .isLessThan(HttpConnectStrategy.DEFAULT_READ_TIMEOUT_MILLIS);
    }

    @Test
    void readsEveryKey() {
        NotifierConfig.Stream stream = mapped(Map.ofEntries(
                        Map.entry("warren.notifier.stream.log", "other.log"),
                        Map.entry("warren.notifier.stream.heartbeat", "1s"),
                        Map.entry("warren.notifier.stream.position-interval", "2s"),
                        Map.entry("warren.notifier.stream.reconnect-delay", "3s"),
                        Map.entry("warren.notifier.stream.max-clients", "4"),
                        Map.entry("warren.notifier.stream.max-clients-per-address", "3"),
                        Map.entry("warren.notifier.stream.stall-timeout", "5s"),
                        Map.entry("warren.notifier.stream.window-frames", "6"),
                        Map.entry("warren.notifier.stream.window-size", "7K"),
                        Map.entry("warren.notifier.stream.buffer-frames", "8"),
                        Map.entry("warren.notifier.stream.buffer-size", "9"),
                        Map.entry("warren.notifier.stream.max-replays", "10"),
                        Map.entry("warren.notifier.stream.max-waiting-replays", "13"),
                        Map.entry("warren.notifier.stream.replay-frames", "14"),
                        Map.entry("warren.notifier.stream.replay-size", "15"),
                        Map.entry("warren.notifier.stream.broker-timeout", "11s"),
                        Map.entry("warren.notifier.stream.max-backoff", "12s")))
                .stream();

        assertThat(stream.log()).isEqualTo("other.log");
        assertThat(stream.heartbeat()).isEqualTo(Duration.ofSeconds(1));
        assertThat(stream.reconnectDelay()).isEqualTo(Duration.ofSeconds(3));
        assertThat(stream.positionInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(stream.maxClients()).isEqualTo(4);
        assertThat(stream.maxClientsPerAddress()).hasValue(3);
        assertThat(stream.stallTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(stream.windowFrames()).isEqualTo(6);
        assertThat(stream.windowSize().asLongValue()).isEqualTo(7 * 1024);
        assertThat(stream.bufferFrames()).isEqualTo(8);
        assertThat(stream.bufferSize().asLongValue()).isEqualTo(9);
        assertThat(stream.maxReplays()).isEqualTo(10);
        assertThat(stream.maxWaitingReplays()).isEqualTo(13);
        assertThat(stream.replayFrames()).isEqualTo(14);
        assertThat(stream.replaySize().asLongValue()).isEqualTo(15);
        assertThat(stream.brokerTimeout()).isEqualTo(Duration.ofSeconds(11));
        assertThat(stream.maxBackoff()).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void keepsWhatIsKnownForAQuarterOfAYear() {
        NotifierConfig.Retention retention = mapped(Map.of()).retention();

        assertThat(retention.period()).isEqualTo(Duration.ofDays(90));
        assertThat(retention.interval()).isEqualTo(Duration.ofHours(1));
        assertThat(retention.batchSize()).isEqualTo(1000);
    }

    @Test
    void keepsWhatIsKnownForAsLongAsIsSaid() {
        NotifierConfig.Retention retention = mapped(Map.of(
                        "warren.notifier.retention.period", "7d",
                        "warren.notifier.retention.interval", "5m",
                        "warren.notifier.retention.batch-size", "10"))
                .retention();

        assertThat(retention.period()).isEqualTo(Duration.ofDays(7));
        assertThat(retention.interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(retention.batchSize()).isEqualTo(10);
    }

    private static NotifierConfig mapped(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(NotifierConfig.class)
                .addDiscoveredConverters()
                .withDefaultValues(values)
                .build()
                .getConfigMapping(NotifierConfig.class);
    }
}
