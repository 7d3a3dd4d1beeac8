package dev.warren.modelchain.provider;

import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** The calls to one provider for one question: there is a next one only where it ends in time. Used by one thread. */
final class Repetitions {

    private final Duration patience;
    private final Duration timeout;
    private final long began = System.nanoTime();

    Repetitions(EndpointSettings settings) {
        this.patience = settings.longestOfAllCalls();
        this.timeout = settings.timeout();
    }

    /**
     * Makes an attempt. What would have it repeated is replaced by what has not, if the next one may end too late.
     *
     * @throws NextProviderException if the attempt failed, and there is no time for another one
     */
    Answer within(Supplier<Answer> attempt) {
        try {
            return attempt.get();
        } catch (RepeatCallException e) {
            throw isTimeForAnother() ? e : new NextProviderException(e.outcome(), e);
        } catch (TimeoutException e) {
            throw isTimeForAnother() ? e : new NextProviderException(CallOutcome.TIMEOUT, e);
        }
    }

    private boolean isTimeForAnother() {
        Duration spent = Duration.ofNanos(System.nanoTime() - began);
        return spent.plus(timeout).compareTo(patience) <= 0;
    }
}
