package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The data of a request to set money aside for one call that is about to be made. The ledger prices the upper bound and
 * answers with {@link HoldDecided}; asking again for the same call changes nothing and gets the same answer. The hold
 * ends when the call is booked, when it is {@linkplain HoldReleased released}, or when its time is over.
 *
 * @param callId the call's id, as in {@link ModelCalled#callId()}
 * @param event the event that the call is for
 * @param feature the feature that the call is for
 * @param provider the provider's name in the chain
 * @param model the model that will be asked
 * @param inputTokens no request of this call has more tokens
 * @param outputTokens no answer has more tokens: the request says so to the provider
 * @param seconds how long the hold lasts, unless it ends before; longer than the call and its booking can take
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HoldRequested(
        String callId,
        EventRef event,
        String feature,
        String provider,
        String model,
        long inputTokens,
        long outputTokens,
        long seconds) {

    /** The CloudEvents {@code type} of a request for a hold. */
    public static final String TYPE = "dev.warren.hold.requested";
}
