package dev.warren.modelchain.provider;

import dev.warren.contracts.v1.Attempt;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.ModelCalled;
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
public record Call(
        Optional<String> id,
        String provider,
        String model,
        int attempt,
        CallOutcome outcome,
        long millis,
        Tokens tokens,
        Said said,
        Optional<Kept> kept) {

    /** Nothing of it is kept. */
    public Call(
            Optional<String> id,
            String provider,
            String model,
            int attempt,
            CallOutcome outcome,
            long millis,
            Tokens tokens,
            Said said) {
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
    public Attempt attempted() {
        return new Attempt(provider, model, outcome.word(), millis, said.status(), said.error());
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

    Call keeping(Kept answer) {
        return new Call(id, provider, model, attempt, outcome, millis, tokens, said, Optional.of(answer));
    }

    Call ending(CallOutcome other) {
        return new Call(id, provider, model, attempt, other, millis, tokens, said);
    }
}
