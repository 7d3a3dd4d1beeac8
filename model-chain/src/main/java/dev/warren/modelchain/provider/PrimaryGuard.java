package dev.warren.modelchain.provider;

import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Guards {@code primary}. Around every single call is the timeout, around it the breaker, around both the repetition.
 * The values come from {@link EndpointSettings} through {@link GuardSettings}.
 */
@ApplicationScoped
class PrimaryGuard implements Guard {

    @Override
    @Timeout
    @Retry(retryOn = {RepeatCallException.class, TimeoutException.class})
    @ExponentialBackoff
    @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
    public Answer call(Supplier<Answer> call) {
        return call.get();
    }
}
