package dev.warren.costledger.prices;

/**
 * What a call used.
 *
 * @param input tokens of the request, the next two included
 * @param cachedInput tokens that the provider read from its cache
 * @param cacheWrite tokens that the provider wrote into its cache
 * @param output tokens of the answer, the next ones included
 * @param reasoning tokens that the model thought with
 * @param batch whether the provider was given time, for which it takes less
 */
public record TokenUsage(long input, long cachedInput, long cacheWrite, long output, long reasoning, boolean batch) {}
