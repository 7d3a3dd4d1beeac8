package dev.warren.modelchain.provider.guard;

import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.NextProviderException;
import dev.warren.modelchain.provider.RepeatCallException;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * One guard for each provider that there may be, all alike: MicroProfile Fault Tolerance keeps what it knows of a
 * method by the class that declares it, and finds its settings in the same way. The values come from
 * {@link dev.warren.modelchain.provider.settings.EndpointSettings} through {@link GuardSettings}. It looks at causes,
 * too: what has a passing cause and is not to be repeated is named.
 */
final class GuardSlots {

    /** What the circuit breakers are called, with the number of their slot. */
    static final String BREAKER = "provider-";

    private GuardSlots() {}

    @ApplicationScoped
    static class Slot00 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "00")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }

    @ApplicationScoped
    static class Slot01 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "01")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }

    @ApplicationScoped
    static class Slot02 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "02")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }

    @ApplicationScoped
    static class Slot03 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "03")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }

    @ApplicationScoped
    static class Slot04 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "04")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }

    @ApplicationScoped
    static class Slot05 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "05")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }

    @ApplicationScoped
    static class Slot06 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "06")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }

    @ApplicationScoped
    static class Slot07 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "07")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }

    @ApplicationScoped
    static class Slot08 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "08")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }

    @ApplicationScoped
    static class Slot09 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "09")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }

    @ApplicationScoped
    static class Slot10 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "10")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }

    @ApplicationScoped
    static class Slot11 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "11")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }

    @ApplicationScoped
    static class Slot12 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "12")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }

    @ApplicationScoped
    static class Slot13 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "13")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }

    @ApplicationScoped
    static class Slot14 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "14")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }

    @ApplicationScoped
    static class Slot15 implements ProviderGuard {

        @Override
        @Retry(
                retryOn = {RepeatCallException.class, TimeoutException.class},
                abortOn = NextProviderException.class)
        @ExponentialBackoff
        public Answer repeated(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @CircuitBreaker(failOn = {RepeatCallException.class, TimeoutException.class})
        @CircuitBreakerName(BREAKER + "15")
        public Answer unlessOpen(Supplier<Answer> attempt) {
            return attempt.get();
        }

        @Override
        @Timeout
        public Answer inTime(Supplier<Answer> call) {
            return call.get();
        }
    }
}
