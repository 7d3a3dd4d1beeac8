package dev.warren.newcomer;

import dev.warren.contracts.v1.Output;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What results of this service have as their output.
 *
 * @param headline a few words that say what the text is about
 */
@RegisterForReflection
record NewcomerOutput(String headline) implements Output {}
