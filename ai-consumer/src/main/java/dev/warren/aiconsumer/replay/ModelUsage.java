package dev.warren.aiconsumer.replay;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a replay has used of one model.
 *
 * @param provider the provider's name in the chain
 * @param model the model that was asked
 * @param calls how many calls were made
 * @param inputTokens tokens of the requests, the cached ones included
 * @param cachedInputTokens tokens of the requests that the provider had cached
 * @param outputTokens tokens of the answers
 * @param uncounted calls whose tokens the provider did not count; unknown is not zero
 */
@RegisterForReflection
public record ModelUsage(
        String provider,
        String model,
        long calls,
        long inputTokens,
        long cachedInputTokens,
        long outputTokens,
        long uncounted) {

    ModelUsage plus(ModelUsage more) {
        return new ModelUsage(
                provider,
                model,
                calls + more.calls,
                inputTokens + more.inputTokens,
                cachedInputTokens + more.cachedInputTokens,
                outputTokens + more.outputTokens,
                uncounted + more.uncounted);
    }

    String key() {
        return provider + "\0" + model;
    }
}
