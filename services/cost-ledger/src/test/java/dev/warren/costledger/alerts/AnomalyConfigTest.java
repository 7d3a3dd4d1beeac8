package dev.warren.costledger.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnomalyConfigTest {

    private static final int QUARKUS_PRIORITY = 200;
    private static final String PREFIX = "warren.ledger.anomalies.";

    @Test
    void nothingHasToBeSet() {
        // When
        AnomalyConfig config = read(Map.of());

        // Then
        AnomalyConfigCheck.check(config);
        assertThat(config.factor()).isEqualByComparingTo("5");
        assertThat(config.minAmount()).isEqualByComparingTo("1");
        assertThat(config.minHours()).isEqualTo(24);
        assertThat(config.history()).isEqualTo(Duration.ofDays(28));
    }

    @Test
    void everythingCanBeSet() {
        // When
        AnomalyConfig config = read(Map.of(
                PREFIX + "factor",
                "2.5",
                PREFIX + "min-amount",
                "0",
                PREFIX + "min-hours",
                "3",
                PREFIX + "history",
                "7d"));

        // Then
        AnomalyConfigCheck.check(config);
        assertThat(config.factor()).isEqualByComparingTo("2.5");
        assertThat(config.minAmount()).isEqualByComparingTo("0");
        assertThat(config.minHours()).isEqualTo(3);
        assertThat(config.history()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void whatCannotWorkIsNamed() {
        // Given
        AnomalyConfig config = read(Map.of(
                PREFIX + "factor",
                "0",
                PREFIX + "min-amount",
                "-1",
                PREFIX + "min-hours",
                "0",
                PREFIX + "history",
                "0s"));

        // Then
        assertThatThrownBy(() -> AnomalyConfigCheck.check(config))
                .hasMessageContaining(PREFIX + "factor")
                .hasMessageContaining(PREFIX + "min-amount")
                .hasMessageContaining(PREFIX + "min-hours")
                .hasMessageContaining(PREFIX + "history");
    }

    private static AnomalyConfig read(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(AnomalyConfig.class)
                .withConverter(Duration.class, QUARKUS_PRIORITY, new DurationConverter())
                .withDefaultValues(values)
                .build()
                .getConfigMapping(AnomalyConfig.class);
    }
}
