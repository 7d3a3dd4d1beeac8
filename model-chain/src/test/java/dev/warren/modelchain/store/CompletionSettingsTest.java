package dev.warren.modelchain.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletionSettingsTest {

    @Test
    void whatIsNotWrittenHasADefault() {
        // When
        CompletionSettings settings = read(Map.of());

        // Then
        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.patience()).isEqualTo(Duration.ofMinutes(20));
        assertThat(CompletionRules.faults(settings)).isEmpty();
    }

    @Test
    void everythingThatIsWrittenIsRead() {
        // When
        CompletionSettings settings = read(Map.of(
                "warren.completions.lease", "5s",
                "warren.completions.retention", "90d",
                "warren.completions.patience", "1m"));

        // Then
        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.retention()).isEqualTo(Duration.ofDays(90));
        assertThat(settings.patience()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void everyFaultNamesItsKey() {
        // When
        CompletionSettings settings = read(Map.of(
                "warren.completions.lease", "1s",
                "warren.completions.retention", "1h",
                "warren.completions.patience", "30m"));

        // Then
        assertThat(CompletionRules.faults(settings))
                .containsExactly(
                        "warren.completions.lease: must be at least 3s",
                        "warren.completions.retention: must be at least 1d",
                        "warren.completions.patience: must be below 30m, the broker's consumer timeout");
    }

    private static CompletionSettings read(Map<String, String> written) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(CompletionSettings.class)
                .withSources(new PropertiesConfigSource(written, "written", 100))
                .build()
                .getConfigMapping(CompletionSettings.class);
    }
}
