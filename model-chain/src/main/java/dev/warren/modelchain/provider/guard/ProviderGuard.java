package dev.warren.modelchain.provider.guard;

import dev.warren.modelchain.provider.Answer;
import java.util.function.Supplier;

/**
 * What stands between the chain and one provider, layer by layer. They are layers of their own and not one, as there is
 * something to do between them: an attempt waits for its turn before it is looked whether the circuit is open, and is
 * entered into the log after that, and neither is part of the time that a call may take.
 */
public interface ProviderGuard {

    /** Makes an attempt, and another one after a pause where that may help. */
    Answer repeated(Supplier<Answer> attempt);

    /**
     * Makes an attempt, unless too many of the last ones failed.
     *
     * @throws org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException if they did
     */
    Answer unlessOpen(Supplier<Answer> attempt);

    /**
     * Makes a call, and breaks it off after its time.
     *
     * @throws org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException if it took longer
     */
    Answer inTime(Supplier<Answer> call);
}
