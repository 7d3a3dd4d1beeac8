package dev.warren.aiconsumer.holds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldsConfigTest {

    private static final Map<String, Duration> CALLS = Map.of("primary", Duration.ofSeconds(20));

    @Test
    void defaults() {
        HoldsConfig config = config(Map.of());

        assertThat(config.rules()).isEqualTo("budgets.rules");
        assertThat(config.enabled()).isTrue();
        assertThat(config.replyTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.maxWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.retryDelay()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.lifetime()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.marginTokens()).isEqualTo(500);
        assertThat(config.alertAfter()).isEqualTo(Duration.ofHours(24));
        assertThat(config.releaseRate()).isEqualTo(100);
        HoldsConfigCheck.check(config, CALLS);
    }

    @ParameterizedTest
    @CsvSource({
        "reply-timeout, 0s",
        "max-wait, 0s",
        "retry-delay, 0s",
        "lifetime, 0s",
        "lifetime, 61m",
        "lifetime, 20s",
        "margin-tokens, -1",
        "alert-after, 0s",
        "release-rate, 0"
    })
    void aSettingThatCannotWorkIsNamed(String key, String value) {
        HoldsConfig config = config(Map.of("warren.holds." + key, value));

        assertThatThrownBy(() -> HoldsConfigCheck.check(config, CALLS)).hasMessageContaining("warren.holds." + key);
    }

    private static HoldsConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(HoldsConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(HoldsConfig.class);
    }
}
