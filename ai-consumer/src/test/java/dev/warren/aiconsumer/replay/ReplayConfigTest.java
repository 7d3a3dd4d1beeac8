package dev.warren.aiconsumer.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayConfigTest {

    @Test
    void defaults() {
        ReplayConfig config = config(Map.of());

        assertThat(config.log()).isEqualTo("events.log");
        assertThat(config.rate()).isEqualTo(BigDecimal.TEN);
        assertThat(config.maxRate()).isEqualTo(new BigDecimal("1000"));
        assertThat(config.concurrency()).isEqualTo(8);
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.checkpoint()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.poll()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.clockDifference()).isEqualTo(Duration.ofMinutes(1));
        ReplayConfigCheck.check(config);
    }

    @ParameterizedTest
    @CsvSource({
        "rate, 0",
        "rate, 1e-12",
        "rate, 1e-600000000",
        "rate, 1001",
        "max-rate, 0",
        "max-rate, 1e600000000",
        "concurrency, 0",
        "checkpoint, 0s",
        "poll, 0s",
        "lease, 500ms",
        "clock-difference, -1s"
    })
    void aSettingThatCannotWorkIsNamed(String key, String value) {
        ReplayConfig config = config(Map.of("warren.replay." + key, value));

        assertThatThrownBy(() -> ReplayConfigCheck.check(config)).hasMessageContaining("warren.replay." + key);
    }

    private static ReplayConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ReplayConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(ReplayConfig.class);
    }
}
