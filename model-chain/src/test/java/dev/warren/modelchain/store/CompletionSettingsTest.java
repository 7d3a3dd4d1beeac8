package dev.warren.modelchain.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionSettingsTest {

    private static final Duration SHIPPED = Duration.ofSeconds(8);

    @Test
    void whatIsNotWrittenHasADefault() {
        // When
        CompletionSettings settings = read(Map.of());

        // Then
        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.maxWait()).isEqualTo(Duration.ofMinutes(20));
        assertThat(CompletionSettingsValidator.faults(settings, SHIPPED)).isEmpty();
    }

    @Test
    void everythingThatIsWrittenIsRead() {
        // When
        CompletionSettings settings = read(Map.of(
                "warren.completions.lease", "5s",
                "warren.completions.retention", "90d",
                "warren.completions.max-wait", "1m"));

        // Then
        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.retention()).isEqualTo(Duration.ofDays(90));
        assertThat(settings.maxWait()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void everyFaultNamesItsKey() {
        // When
        CompletionSettings settings = read(Map.of(
                "warren.completions.lease", "1s",
                "warren.completions.retention", "1h"));

        // Then
        assertThat(CompletionSettingsValidator.faults(settings, Duration.ofMillis(1)))
                .containsExactly(
                        "warren.completions.lease: must be at least 3s",
                        "warren.completions.retention: must be at least 1d");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 300})
    void aDatabaseThatSaysNothingIsNoticedBeforeTheLeaseIsOver(int readTimeoutSeconds) {
        // When
        List<String> faults =
                CompletionSettingsValidator.faults(read(Map.of()), Duration.ofSeconds(readTimeoutSeconds));

        // Then
        assertThat(faults)
                .singleElement()
                .asString()
                .startsWith("warren.completions.lease")
                .contains("socketTimeout, " + readTimeoutSeconds + " s");
    }

    @Test
    void whatIsShippedForTheConnectionsFitsTheLease() throws IOException {
        // Given
        Properties shipped = new Properties();
        try (InputStream in =
                CompletionSettingsValidator.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            shipped.load(in);
        }

        // Then
        assertThat(shipped.getProperty(CompletionSettingsValidator.READ_TIMEOUT))
                .isEqualTo(SHIPPED.toSeconds() + "");
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
