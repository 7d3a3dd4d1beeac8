package dev.warren.modelchain.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedFeaturesTest {

    private static final String ANOTHER_FEATURE = """
            warren:
              features:
                triage:
                  max-length: 77
                added:
                  kind: verdict
                  events: [order.placed]
                  text: [/note]
                  max-length: 55
            """;

    @Test
    void aFileOutsideAddsAFeatureAndOverridesAKeyWithoutLosingTheShippedOnes(@TempDir Path outside) throws IOException {
        // Given
        Path file = Files.writeString(outside.resolve("classifier.yaml"), ANOTHER_FEATURE);

        // When
        FeatureSettings settings = configured(file).getConfigMapping(FeatureSettings.class);

        // Then
        assertThat(settings.features()).containsKeys("triage", "remote-only", "added");
        assertThat(settings.features().get("added").maxLength()).isEqualTo(55);
        assertThat(settings.features().get("triage").maxLength()).isEqualTo(77);
        assertThat(settings.features().get("triage").events())
                .hasValueSatisfying(events -> assertThat(events).containsExactly("ticket.*"));
    }

    private static SmallRyeConfig configured(Path file) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredSources()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(FeatureSettings.class)
                .withValidateUnknown(false) // the skill has settings of its own
                .withSources(new PropertiesConfigSource(
                        Map.of("smallrye.config.locations", file.toUri().toString()), "command line", 400))
                .build();
    }
}
