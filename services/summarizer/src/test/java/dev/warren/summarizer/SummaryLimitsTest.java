package dev.warren.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.modelchain.feature.FeatureFaults;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryLimitsTest {

    private static final String KEY = "warren.features.digest";

    private final List<String> faults = new ArrayList<>();

    @Test
    void whatIsNotWrittenHasADefault() {
        assertThat(read(Map.of(KEY + ".kind", "summary"))).isEqualTo(new SummaryLimits(3, 120));
        assertThat(read(Map.of(KEY + ".max-words", "60"))).isEqualTo(new SummaryLimits(3, 60));
        assertThat(faults).isEmpty();
    }

    @Test
    void aSummaryOfNothingIsRefused() {
        // When
        read(Map.of(KEY + ".max-sentences", "0", KEY + ".max-words", "-1"));

        // Then
        assertThat(faults)
                .containsExactly(KEY + ".max-sentences: must be at least 1", KEY + ".max-words: must be at least 1");
    }

    private SummaryLimits read(Map<String, String> written) {
        SummarizerSettings settings = new SmallRyeConfigBuilder()
                .withMapping(SummarizerSettings.class)
                .withValidateUnknown(false)
                .withSources(new PropertiesConfigSource(written, "written", 100))
                .build()
                .getConfigMapping(SummarizerSettings.class);
        return SummaryLimits.read(settings.features().get("digest"), new FeatureFaults("digest", faults));
    }
}
