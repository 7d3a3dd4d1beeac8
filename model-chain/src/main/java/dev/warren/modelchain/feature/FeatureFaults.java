package dev.warren.modelchain.feature;

import java.util.List;

/** What is wrong with the settings of one feature: sentences that begin with the key. Not thread-safe. */
public final class FeatureFaults {

    private final String key;
    private final List<String> sentences;

    /**
     * Faults of a feature.
     *
     * @param feature its name
     * @param sentences receives them
     */
    public FeatureFaults(String feature, List<String> sentences) {
        this.key = "warren.features." + feature;
        this.sentences = sentences;
    }

    /**
     * Notes a fault unless it holds.
     *
     * @param below the key below that of the feature, with a dot before it
     */
    public void demand(boolean holds, String below, String message) {
        if (!holds) {
            sentences.add(key + below + ": " + message);
        }
    }

    void missing(String below) {
        demand(false, "." + below, "is missing");
    }
}
