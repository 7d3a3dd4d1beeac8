package dev.warren.classifier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the features of this service have beside those of others, below {@code warren.features}. */
@ConfigMapping(prefix = "warren.features")
interface ClassifierSettings {

    /** The features by name. */
    @WithParentName
    @WithDefaults
    Map<String, Entry> features();

    /** One feature. */
    interface Entry {

        /** The labels, by name. */
        Map<String, LabelEntry> labels();
    }

    /** One label: a description, examples, or both. */
    interface LabelEntry {

        /** What belongs under the label, as one would explain it to a new colleague. */
        Optional<String> description();

        /** Texts that belong under the label. */
        Optional<List<String>> examples();
    }
}
