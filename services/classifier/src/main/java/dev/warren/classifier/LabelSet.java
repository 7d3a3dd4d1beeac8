package dev.warren.classifier;

import dev.warren.classifier.ClassifierSettings.LabelEntry;
import dev.warren.classifier.label.Label;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.FeatureFaults;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * The settings of a feature that only this skill knows.
 *
 * @param labels the vocabulary, in the order of the names
 */
@RegisterForReflection
record LabelSet(List<Label> labels) {

    /** The labels of a feature of this service. */
    static List<Label> of(Feature feature) {
        return feature.settings(LabelSet.class).labels();
    }

    /** Reads and checks what is written down. */
    static LabelSet read(Map<String, LabelEntry> labels, FeatureFaults faults) {
        faults.demand(labels.size() > 1, ".labels", "a classification needs at least two labels");
        labels.forEach((name, label) -> faults.demand(
                label.description().isPresent() || label.examples().isPresent(),
                ".labels." + name,
                "a label needs a description or examples"));
        return new LabelSet(labels.entrySet().stream()
                .sorted(Map.Entry.comparingByKey()) // whatever the order of the configuration sources
                .map(named -> label(named.getKey(), named.getValue()))
                .toList());
    }

    private static Label label(String name, LabelEntry entry) {
        return new Label(name, entry.description().orElse(""), entry.examples().orElse(List.of()));
    }
}
