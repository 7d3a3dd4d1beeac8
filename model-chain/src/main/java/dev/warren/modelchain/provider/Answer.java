package dev.warren.modelchain.provider;

import dev.warren.contracts.v1.Output;

/**
 * A usable answer.
 *
 * @param output what was asked for, within the feature's limits
 * @param explanation why, for a person; null where the provider gives none
 */
public record Answer(Output output, String explanation) {

    private static final int LONGEST_EXPLANATION = 2000;

    /** An explanation of more than 2000 characters is cut. */
    public Answer {
        if (explanation != null && explanation.codePointCount(0, explanation.length()) > LONGEST_EXPLANATION) {
            explanation = explanation.substring(0, explanation.offsetByCodePoints(0, LONGEST_EXPLANATION - 1)) + "…";
        }
    }
}
