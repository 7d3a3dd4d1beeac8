package dev.warren.modelchain.provider.guard;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.NextProviderException;
import dev.warren.modelchain.provider.RepeatCallException;
import dev.warren.modelchain.provider.settings.EndpointSettings;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * What stands between the chain and one provider: MicroProfile Fault Tolerance's retry, circuit breaker and timeout.
 * They are layers of their own, as there is something to do between them: an attempt waits for its permit before the
 * state of the circuit is checked, and is entered into the log after that, and neither is part of the time that a call
 * may take. Metrics {@code ft_*} have them as {@code method="<provider>.retry"} and so on. Thread-safe.
 */
public final class ProviderGuard {

    /** Looked for among causes, too: what has a passing cause and is not to be repeated is named. */
    private static final List<Class<? extends Throwable>> PASSING =
            List.of(RepeatCallException.class, TimeoutException.class);

    private final TypedGuard<Answer> retry;
    private final TypedGuard<Answer> circuitBreaker;
    private final TypedGuard<Answer> timeout;
    private final String provider;

    /** @param provider its name in chains */
    public ProviderGuard(String provider, EndpointSettings settings) {
        this.provider = provider;
        retry = retry(provider, settings);
        circuitBreaker = circuitBreaker(provider, settings);
        timeout = guard(provider + ".timeout")
                .withTimeout()
                .duration(settings.timeout().toMillis(), MILLIS)
                .done()
                .build();
    }

    /** No limit of its own to the time that all attempts take: they end with {@code warren.retries.max-duration}. */
    private static TypedGuard<Answer> retry(String provider, EndpointSettings settings) {
        return guard(provider + ".retry")
                .withRetry()
                .maxRetries(settings.maxRetries())
                .maxDuration(0, MILLIS)
                .delay(settings.retryDelay().toMillis(), MILLIS)
                .jitter(settings.retryJitter().toMillis(), MILLIS)
                .retryOn(PASSING)
                .abortOn(NextProviderException.class)
                .withExponentialBackoff()
                .maxDelay(settings.maxRetryDelay().toMillis(), MILLIS)
                .done()
                .done()
                .build();
    }

    private static TypedGuard<Answer> circuitBreaker(String provider, EndpointSettings settings) {
        return guard(provider + ".circuit-breaker")
                .withCircuitBreaker()
                .requestVolumeThreshold(settings.breakerVolume())
                .failureRatio(settings.breakerRatio())
                .delay(settings.breakerDelay().toMillis(), MILLIS)
                .failOn(PASSING)
                .name(provider)
                .done()
                .build();
    }

    private static TypedGuard.Builder<Answer> guard(String description) {
        return TypedGuard.create(Answer.class).withDescription(description);
    }

    /** Makes an attempt, and another one after a pause where that may help. */
    public Answer repeated(Supplier<Answer> attempt) {
        return retry.get(attempt);
    }

    /**
     * Makes an attempt, unless too many of the last ones failed.
     *
     * @throws org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException if they did
     */
    public Answer unlessOpen(Supplier<Answer> attempt) {
        return circuitBreaker.get(attempt);
    }

    /**
     * Makes a call, and interrupts it when its time is over.
     *
     * @throws TimeoutException if it took longer
     */
    public Answer inTime(Supplier<Answer> call) {
        return timeout.get(call);
    }

    /** Whether the circuit breaker lets no call through. */
    public boolean isOpen() {
        return CircuitBreakerMaintenance.get().currentState(provider) == CircuitBreakerState.OPEN;
    }
}
