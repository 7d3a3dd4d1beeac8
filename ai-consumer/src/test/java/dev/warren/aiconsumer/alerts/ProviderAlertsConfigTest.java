package dev.warren.aiconsumer.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderAlertsConfigTest {

    @Test
    void defaults() {
        ProviderAlertsConfig config = config(Map.of());

        assertThat(config.keyRefusedFor()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.interval()).isEqualTo(Duration.ofSeconds(5));
        ProviderAlertsConfigCheck.check(config);
    }

    @ParameterizedTest
    @CsvSource({"key-refused-for, -1s", "interval, 0s"})
    void aSettingThatCannotWorkIsNamed(String key, String value) {
        ProviderAlertsConfig config = config(Map.of("warren.provider-alerts." + key, value));

        assertThatThrownBy(() -> ProviderAlertsConfigCheck.check(config))
                .hasMessageContaining("warren.provider-alerts." + key);
    }

    private static ProviderAlertsConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ProviderAlertsConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(ProviderAlertsConfig.class);
    }
}
