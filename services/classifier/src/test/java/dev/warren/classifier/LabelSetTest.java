package dev.warren.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.classifier.label.Label;
import dev.warren.modelchain.feature.FeatureFaults;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelSetTest {

    private static final String KEY = "warren.features.triage";

    private final List<String> faults = new ArrayList<>();

    @Test
    void labelsAreInTheOrderOfTheirNamesWithDescriptionsAndExamples() {
        // When
        LabelSet labels = read(Map.of(
                KEY + ".labels.shipping.examples",
                "Where is my parcel",
                KEY + ".labels.billing.description",
                "Invoices"));

        // Then
        assertThat(faults).isEmpty();
        assertThat(labels.labels())
                .containsExactly(
                        new Label("billing", "Invoices", List.of()),
                        new Label("shipping", "", List.of("Where is my parcel")));
    }

    @Test
    void aFeatureWithoutLabelsIsRefused() {
        // When
        read(Map.of(KEY + ".kind", "classification"));

        // Then
        assertThat(faults).containsExactly(KEY + ".labels: a classification needs at least two labels");
    }

    private LabelSet read(Map<String, String> written) {
        ClassifierSettings settings = new SmallRyeConfigBuilder()
                .withMapping(ClassifierSettings.class)
                .withValidateUnknown(false)
                .withSources(new PropertiesConfigSource(written, "written", 100))
                .build()
                .getConfigMapping(ClassifierSettings.class);
        return LabelSet.read(settings.features().get("triage").labels(), new FeatureFaults("triage", faults));
    }
}
