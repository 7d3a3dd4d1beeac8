package dev.warren.modelchain.provider;

import dev.warren.modelchain.ending.HoldUndecidedException;
import dev.warren.modelchain.ending.OverBudgetException;
import dev.warren.modelchain.ending.TooLargeForBudgetException;
import dev.warren.modelchain.feature.Feature;
import java.util.Optional;

/** One way to an answer. Implementations are safe for use by many threads. */
public interface Provider {

    /** The embedded models. */
    String LOCAL = "local";

    /** The name in the chain. */
    String name();

    /** What answers for the feature, as it appears in results. */
    String model(Feature feature);

    /** The answer, if it is known without asking, and then told to the log as reused. */
    default Optional<Answer> known(Question question, CallLog log) {
        return Optional.empty();
    }

    /**
     * Answers, with as many calls as it takes; every one of them is in the log when this returns or throws.
     *
     * @throws NextProviderException if this provider has no answer
     * @throws OverBudgetException if a budget does not allow the call
     * @throws TooLargeForBudgetException if a budget never will
     * @throws HoldUndecidedException if nobody says whether a budget does
     */
    Answer answer(Question question, CallLog log);
}
