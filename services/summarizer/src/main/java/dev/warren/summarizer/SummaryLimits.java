package dev.warren.summarizer;

import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.FeatureFaults;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The settings of a feature that only this skill knows.
 *
 * @param maxSentences the longest summary, in sentences
 * @param maxWords the longest summary, in words
 */
@RegisterForReflection
record SummaryLimits(int maxSentences, int maxWords) {

    /** The limits of a feature of this service. */
    static SummaryLimits of(Feature feature) {
        return feature.settings(SummaryLimits.class);
    }

    /** Reads and checks what is written down. */
    static SummaryLimits read(SummarizerSettings.Entry entry, FeatureFaults faults) {
        faults.demand(entry.maxSentences() > 0, ".max-sentences", "must be at least 1");
        faults.demand(entry.maxWords() > 0, ".max-words", "must be at least 1");
        return new SummaryLimits(entry.maxSentences(), entry.maxWords());
    }
}
