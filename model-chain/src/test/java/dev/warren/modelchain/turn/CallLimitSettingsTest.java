package dev.warren.modelchain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallLimitSettingsTest {

    @Test
    void everySettingHasADefaultAndTheDefaultsAreValid() {
        // When
        CallLimitSettings defaults = FakeCallLimitSettings.with(Map.of());

        // Then
        assertThat(defaults.minConcurrency()).isEqualTo(4);
        assertThat(defaults.initialConcurrency()).isEqualTo(32);
        assertThat(defaults.maxConcurrency()).isEqualTo(2500);
        assertThat(defaults.latencyTolerance()).isEqualTo(2);
        assertThat(defaults.requestsPerMinute()).isEmpty();
        assertThat(defaults.tokensPerMinute()).isEmpty();
        assertThat(defaults.maxWait()).isEqualTo(Duration.ofSeconds(5));
        assertThat(defaults.maxRetryAfter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(CallLimitSettingsValidator.faults(defaults)).isEmpty();
    }

    @Test
    void everyFaultIsNamedByItsKey() {
        // When
        CallLimitSettings wrong = FakeCallLimitSettings.with(Map.of(
                "test.min-concurrency", "0",
                "test.max-concurrency", "8",
                "test.latency-tolerance", "1",
                "test.requests-per-minute", "0",
                "test.tokens-per-minute", "-1"));

        // Then
        assertThat(CallLimitSettingsValidator.faults(wrong))
                .containsExactly(
                        "min-concurrency: must be at least 1",
                        "initial-concurrency: must be from min-concurrency to max-concurrency",
                        "latency-tolerance: must be more than 1",
                        "requests-per-minute: must be at least 1",
                        "tokens-per-minute: must be at least 1");
    }
}
