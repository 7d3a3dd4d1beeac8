package dev.warren.modelchain.provider;

import dev.warren.contracts.v1.Output;

/**
 * A usable answer.
 *
 * @param output what was asked for, within the feature's limits
 * @param explanation why, for a person; null where the provider gives none
 */
public record Answer(Output output, String explanation) {}
