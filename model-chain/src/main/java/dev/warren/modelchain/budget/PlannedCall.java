package dev.warren.modelchain.budget;

import dev.warren.modelchain.feature.Feature;

/**
 * A call that is about to be made.
 *
 * @param callId its id, unique for ever
 * @param attribution for what and for whom
 * @param feature what the call is to produce
 * @param words what the model is told beside the feature's instructions: the text, and what was wrong before
 * @param provider who will be asked
 * @param model what will be asked
 * @param onLedger what the provider is called in prices and budgets
 */
public record PlannedCall(
        String callId,
        CallAttribution attribution,
        Feature feature,
        String words,
        String provider,
        String model,
        String onLedger) {}
