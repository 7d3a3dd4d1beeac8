package dev.warren.modelchain.provider;

import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** Guards {@code primary}. The values come from {@link EndpointSettings} through {@link GuardSettings}. */
@ApplicationScoped
class PrimaryGuard implements Guard {

    @Override
    @Retry(retryOn = {RepeatCallException.class, TimeoutException.class})
    @ExponentialBackoff
    public Answer repeated(Supplier<Answer> attempt) {
        return attempt.get();
    }

    @Override
    @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
    public Answer unlessOpen(Supplier<Answer> attempt) {
        return attempt.get();
    }

    @Override
    @Timeout
    public Answer inTime(Supplier<Answer> call) {
        return call.get();
    }
}
