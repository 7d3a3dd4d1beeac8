package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The data of a usage message: an answer that had been bought before was used again, so no call was made. The tokens
 * are those of the call that bought it; what they would have cost is what the reuse has saved.
 *
 * @param reuseId unique per reuse, the same whenever the same reuse is said again: the ledger books it once
 * @param event the event that was answered
 * @param feature the feature that was answered
 * @param provider the provider that gave the answer when it was bought
 * @param model the model that gave the answer when it was bought
 * @param callId the call that bought the answer
 * @param inputTokens tokens of that call's request, the cached ones included; 0 where unknown
 * @param cachedInputTokens tokens of that call's request that the provider had cached
 * @param outputTokens tokens of that call's answer; 0 where unknown
 * @param tokensKnown false where the provider gave no count: unknown is not zero
 * @param cacheWriteInputTokens tokens of that call's request that the provider wrote into its cache, none of the cached
 *     ones
 * @param reasoningTokens tokens of that call's answer that the model thought with, part of {@code outputTokens}
 * @param batch whether the call was part of a batch, for which some providers take less
 * @param reported what the provider said about that call besides tokens; null where it said nothing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AnswerReused(
        String reuseId,
        EventRef event,
        String feature,
        String provider,
        String model,
        String callId,
        long inputTokens,
        long cachedInputTokens,
        long outputTokens,
        boolean tokensKnown,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long cacheWriteInputTokens,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long reasoningTokens,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean batch,
        @JsonInclude(JsonInclude.Include.NON_NULL) ProviderReport reported) {

    /** The CloudEvents {@code type} of a message that an answer was reused. */
    public static final String TYPE = "dev.warren.answer.reused";
}
