package dev.warren.modelchain.provider.endpoint;

import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.NextProviderException;
import dev.warren.modelchain.provider.RepeatCallException;
import dev.warren.modelchain.provider.call.RetryWindow;
import dev.warren.modelchain.provider.settings.EndpointSettings;
import dev.warren.modelchain.turn.CallLimiter;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** The calls to one provider until it answers: there is a next one only where it begins in time. Used by one thread. */
final class CallRetries {

    private final EndpointSettings settings;
    private final CallLimiter callLimiter;
    private Duration pause;

    /** @param callLimiter knows for how long the provider wants to be left alone */
    CallRetries(EndpointSettings settings, CallLimiter callLimiter) {
        this.settings = settings;
        this.callLimiter = callLimiter;
        this.pause = shorter(settings.retryDelay(), settings.maxRetryDelay());
    }

    /**
     * Makes an attempt. What would have it repeated is replaced by what has not, if the next one may begin too late.
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
        Duration longest = longer(pause.plus(settings.retryJitter()), awaitedRest());
        pause = shorter(pause.multipliedBy(2), settings.maxRetryDelay());
        return RetryWindow.current().isOpenAfter(longest);
    }

    /** A rest that is longer than a call waits is not waited for: whoever asks is told so at once. */
    private Duration awaitedRest() {
        Duration rest = callLimiter.restLeft();
        return rest.compareTo(settings.maxWait()) > 0 ? Duration.ZERO : rest;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
