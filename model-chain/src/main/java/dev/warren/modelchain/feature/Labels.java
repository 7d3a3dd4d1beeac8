package dev.warren.modelchain.feature;

import dev.warren.modelchain.local.classifier.Label;
import java.util.List;
import java.util.Map;

/** Labels as they are written down, turned into labels as they are used. */
final class Labels {

    private Labels() {}

    /** In the order of their names, which does not depend on the order of the configuration sources. */
    static List<Label> of(Map<String, FeatureSettings.LabelEntry> entries) {
        return entries.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> label(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Label label(String name, FeatureSettings.LabelEntry entry) {
        return new Label(name, entry.description().orElse(""), entry.examples().orElse(List.of()));
    }
}
