package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The data of a usage message: one call to a model that was really made, whether it answered or not.
 *
 * @param callId unique per call, fixed before the call is made: the ledger books it once
 * @param event the event that the call was made for
 * @param feature the feature that the call was made for
 * @param provider the provider's name in the chain
 * @param model the model that was asked
 * @param inputTokens tokens of the request, the cached ones included; 0 where unknown
 * @param cachedInputTokens tokens of the request that the provider had cached
 * @param outputTokens tokens of the answer; 0 where unknown
 * @param tokensKnown false where the provider gave no count: unknown is not zero
 * @param outcome as {@link ProviderAttempt#outcome()}; {@code abandoned} where the caller died before it saw an answer,
 *     which the provider may have billed all the same
 * @param attempt 1 for the first call to this provider for this piece of work
 * @param millis how long the call took
 * @param cacheWriteInputTokens tokens of the request that the provider wrote into its cache, none of the cached ones
 * @param reasoningTokens tokens of the answer that the model thought with, part of {@code outputTokens}
 * @param batch whether the call was part of a batch, for which some providers take less
 * @param reported what the provider said about the call besides tokens; null where it said nothing
 * @param spared whom a cascade did not have to ask, as this answer was good enough; null outside a cascade
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelCalled(
        String callId,
        EventRef event,
        String feature,
        String provider,
        String model,
        long inputTokens,
        long cachedInputTokens,
        long outputTokens,
        boolean tokensKnown,
        String outcome,
        int attempt,
        long millis,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long cacheWriteInputTokens,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long reasoningTokens,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean batch,
        @JsonInclude(JsonInclude.Include.NON_NULL) ProviderReport reported,
        @JsonInclude(JsonInclude.Include.NON_NULL) Spared spared) {

    /** The CloudEvents {@code type} of a usage message. */
    public static final String TYPE = "dev.warren.model.called";

    /** The same under another name of the provider. */
    public ModelCalled by(String name) {
        return copy(name, spared);
    }

    /** The same, which did without the next provider of a cascade. */
    public ModelCalled sparing(Spared other) {
        return copy(provider, other);
    }

    private ModelCalled copy(String name, Spared other) {
        return new ModelCalled(
                callId,
                event,
                feature,
                name,
                model,
                inputTokens,
                cachedInputTokens,
                outputTokens,
                tokensKnown,
                outcome,
                attempt,
                millis,
                cacheWriteInputTokens,
                reasoningTokens,
                batch,
                reported,
                other);
    }

    /**
     * A provider that was not asked.
     *
     * @param provider its name in the chain
     * @param model the model that would have been asked
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Spared(String provider, String model) {}
}
