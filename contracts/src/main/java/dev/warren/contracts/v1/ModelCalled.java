package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

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
 * @param outcome as {@link Attempt#outcome()}; {@code abandoned} where the caller died before it saw an answer, which
 *     the provider may have billed all the same
 * @param attempt 1 for the first call to this provider for this piece of work
 * @param millis how long the call took
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
        long millis) {

    /** The CloudEvents {@code type} of a usage message. */
    public static final String TYPE = "dev.warren.model.called";
}
