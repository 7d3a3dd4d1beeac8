package dev.warren.costledger.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertSummariesConfigTest {

    private static final String TOGETHER = "warren.ledger.alerts.summary-interval";
    private static final int QUARKUS_PRIORITY = 200;

    @Test
    void alertsLikeOneThatWasToldAreToldTogetherAfterHalfAMinute() {
        // When
        AlertSummariesConfig config = read(Map.of());

        // Then
        AlertSummariesConfigCheck.check(config);
        assertThat(config.summaryInterval()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        // Given
        AlertSummariesConfig config = read(Map.of(TOGETHER, "0s"));

        // When, then
        assertThatThrownBy(() -> AlertSummariesConfigCheck.check(config)).hasMessageContaining(TOGETHER);
    }

    private static AlertSummariesConfig read(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(AlertSummariesConfig.class)
                .withConverter(Duration.class, QUARKUS_PRIORITY, new DurationConverter())
                .withDefaultValues(values)
                .build()
                .getConfigMapping(AlertSummariesConfig.class);
    }
}
