package dev.warren.summarizer;

import dev.warren.contracts.v1.Output;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A shorter text that says the same.
 *
 * @param summary the text
 * @param method whether it was written anew or selected
 */
@RegisterForReflection
record Summary(String summary, SummaryMethod method) implements Output {}
