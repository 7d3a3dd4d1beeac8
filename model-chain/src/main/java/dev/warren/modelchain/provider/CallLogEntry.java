package dev.warren.modelchain.provider;

import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.ProviderAttempt;
import java.util.Optional;
import java.util.UUID;

/**
 * One entry of a {@link CallLog}.
 *
 * @param id fixed before the call was made; empty where no request was sent
 * @param provider the provider's name in the chain
 * @param model the model that was asked
 * @param attempt 1 for the first call to this provider for this piece of work; 0 where none was made
 * @param outcome how it ended
 * @param millis how long it took
 * @param tokens what the provider counted
 * @param said what it said besides
 * @param kept the answer that it bought, for the same work on another day; empty where it is the end, or none
 */
public record CallLogEntry(
        Optional<String> id,
        String provider,
        String model,
        int attempt,
        CallOutcome outcome,
        long millis,
        TokenCounts tokens,
        ResponseMetadata said,
        Optional<Kept> kept) {

    /** Nothing of it is kept. */
    public CallLogEntry(
            Optional<String> id,
            String provider,
            String model,
            int attempt,
            CallOutcome outcome,
            long millis,
            TokenCounts tokens,
            ResponseMetadata said) {
        this(id, provider, model, attempt, outcome, millis, tokens, said, Optional.empty());
    }

    /**
     * An answer that is not the end of the work, or not yet.
     *
     * @param question what identifies the question
     * @param answer the answer as it is stored
     */
    public record Kept(UUID question, String answer) {}

    /** As it appears in a result. */
    public ProviderAttempt attempted() {
        return new ProviderAttempt(provider, model, outcome.word(), millis, said.status(), said.error());
    }

    /** As it is booked; empty where no request was sent. */
    public Optional<ModelCalled> booked(EventRef event, String feature) {
        return id.map(callId -> new ModelCalled(
                callId,
                event,
                feature,
                provider,
                model,
                tokens.input(),
                tokens.cachedInput(),
                tokens.output(),
                tokens.known(),
                outcome.word(),
                attempt,
                millis,
                tokens.cacheWrite(),
                tokens.reasoning(),
                false,
                said.reported(),
                null));
    }

    CallLogEntry keeping(Kept answer) {
        return new CallLogEntry(id, provider, model, attempt, outcome, millis, tokens, said, Optional.of(answer));
    }

    CallLogEntry ending(CallOutcome other) {
        return new CallLogEntry(id, provider, model, attempt, other, millis, tokens, said);
    }
}
