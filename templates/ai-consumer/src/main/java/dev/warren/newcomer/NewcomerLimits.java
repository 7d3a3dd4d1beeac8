package dev.warren.newcomer;

import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.FeatureFaults;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The settings of a feature that only this skill knows. An answer is stored under all of them: one that is asked for
 * with other settings is asked for again.
 *
 * @param maxWords the longest headline, in words
 */
@RegisterForReflection
record NewcomerLimits(int maxWords) {

    /** The limits of a feature of this service. */
    static NewcomerLimits of(Feature feature) {
        return feature.settings(NewcomerLimits.class);
    }

    /** Reads and checks what is written down. */
    static NewcomerLimits read(NewcomerSettings.Entry entry, FeatureFaults faults) {
        faults.demand(entry.maxWords() > 0, ".max-words", "must be at least 1");
        return new NewcomerLimits(entry.maxWords());
    }
}
