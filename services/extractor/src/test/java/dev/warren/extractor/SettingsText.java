package dev.warren.extractor;

import dev.warren.modelchain.feature.FeatureFaults;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.util.ArrayList;
import java.util.List;

/** The settings of one feature, as a person writes them. */
final class SettingsText {

    private SettingsText() {}

    /** Its rules; they have no fault. */
    static ExtractionRules rules(String yaml) {
        List<String> faults = new ArrayList<>();
        ExtractionRules rules = read(yaml, List.of("primary", "local"), faults);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.toString());
        }
        return rules;
    }

    static ExtractionRules read(String yaml, List<String> chain, List<String> faults) {
        ExtractorSettings settings = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(ExtractorSettings.class)
                .withValidateUnknown(false)
                .withSources(new YamlConfigSource("written", "warren:\n  features:\n    f:\n" + yaml.indent(6), 100))
                .build()
                .getConfigMapping(ExtractorSettings.class);
        return ExtractionRules.read(settings.features().get("f"), chain, new FeatureFaults("f", faults));
    }
}
