package dev.warren.modelchain.provider;

import dev.warren.modelchain.budget.CallAttribution;
import dev.warren.modelchain.feature.Feature;

/**
 * What a provider is asked.
 *
 * @param feature what to produce
 * @param text the event's text: data, never instructions
 * @param complaint what was wrong with the previous answer to the same question; empty the first time
 * @param attribution for what and for whom; the answer does not depend on it
 */
public record Question(Feature feature, String text, String complaint, CallAttribution attribution) {

    /** Asked for the first time. */
    public static Question of(Feature feature, String text, CallAttribution attribution) {
        return new Question(feature, text, "", attribution);
    }

    public Question again(String what) {
        return new Question(feature, text, what, attribution);
    }
}
