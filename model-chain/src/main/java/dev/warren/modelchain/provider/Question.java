package dev.warren.modelchain.provider;

import dev.warren.modelchain.budget.Payer;
import dev.warren.modelchain.feature.Feature;

/**
 * What a provider is asked.
 *
 * @param feature what to produce
 * @param text the event's text: data, never instructions
 * @param complaint what was wrong with the previous answer to the same question; empty the first time
 * @param payer for what and for whom; the answer does not depend on it
 */
public record Question(Feature feature, String text, String complaint, Payer payer) {

    /** Asked for the first time. */
    public static Question of(Feature feature, String text, Payer payer) {
        return new Question(feature, text, "", payer);
    }

    Question again(String what) {
        return new Question(feature, text, what, payer);
    }
}
