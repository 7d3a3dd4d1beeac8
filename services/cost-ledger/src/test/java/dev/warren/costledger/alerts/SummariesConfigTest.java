package dev.warren.costledger.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummariesConfigTest {

    private static final String TOGETHER = "warren.ledger.alerts.together";
    private static final int QUARKUS_PRIORITY = 200;

    @Test
    void alertsLikeOneThatWasToldAreToldTogetherAfterHalfAMinute() {
        // When
        SummariesConfig config = read(Map.of());

        // Then
        SummariesConfigCheck.check(config);
        assertThat(config.together()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        // Given
        SummariesConfig config = read(Map.of(TOGETHER, "0s"));

        // When, then
        assertThatThrownBy(() -> SummariesConfigCheck.check(config)).hasMessageContaining(TOGETHER);
    }

    private static SummariesConfig read(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(SummariesConfig.class)
                .withConverter(Duration.class, QUARKUS_PRIORITY, new DurationConverter())
                .withDefaultValues(values)
                .build()
                .getConfigMapping(SummariesConfig.class);
    }
}
