package dev.warren.modelchain.turn;

import dev.warren.modelchain.message.Deadline;
import dev.warren.modelchain.turn.CallLimitException.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits the calls to one provider: it honours Retry-After, the concurrency limit and the limits per minute. Waiting is
 * bounded and happens here, before the time of the call itself runs. Thread-safe.
 */
public final class CallLimiter {

    private final CallLimitSettings settings;
    private final RetryAfterPause retryAfterPause = new RetryAfterPause();
    private final ConcurrencyLimiter concurrencyLimiter;
    private final Optional<SharedRateLimit> requests;
    private final Optional<TokenRateLimit> tokens;

    CallLimiter(CallLimitSettings settings, Optional<SharedRateLimit> requests, Optional<TokenRateLimit> tokens) {
        this.settings = settings;
        this.concurrencyLimiter = new ConcurrencyLimiter(new AdaptiveConcurrencyLimit(settings));
        this.requests = requests;
        this.tokens = tokens;
    }

    /**
     * Waits for a turn, within the event's {@link Deadline}. Whoever gets one closes it.
     *
     * @param characters the length of the text that the call is about
     * @throws CallLimitException if it would take too long
     */
    public Permit await(int characters) {
        if (retryAfterPause.left().compareTo(settings.maxWait()) > 0) {
            throw new CallLimitException(Reason.RESTING);
        }
        return take(new Permit(this, characters, false));
    }

    /** As {@link #await}, though the provider rests; an answer to the call ends the rest. */
    public Permit awaitDespiteRest(int characters) {
        return take(new Permit(this, characters, true));
    }

    private Permit take(Permit permit) {
        try {
            permit.take(System.nanoTime()
                    + Deadline.current().atMost(settings.maxWait()).toNanos());
            return permit;
        } catch (InterruptedException e) {
            permit.close();
            Thread.currentThread().interrupt();
            throw new CallLimitException(Reason.BUSY);
        } catch (RuntimeException | Error e) {
            permit.close();
            throw e;
        }
    }

    /** From now on, the provider is left alone. */
    public void rest(Duration length) {
        retryAfterPause.begin(length.compareTo(settings.maxRetryAfter()) < 0 ? length : settings.maxRetryAfter());
    }

    /** From now on, the provider is left alone for as long as one may be. */
    public void restLongest() {
        retryAfterPause.begin(settings.maxRetryAfter());
    }

    /** Calls that may be in flight now. */
    public int limit() {
        return concurrencyLimiter.limit();
    }

    /** Calls that are. */
    public int inFlight() {
        return concurrencyLimiter.inFlight();
    }

    /** Calls that wait for their turn. */
    public int waiting() {
        return concurrencyLimiter.waiting();
    }

    /** For how long the provider is still left alone; not positive where it is not. */
    public Duration restLeft() {
        return retryAfterPause.left();
    }

    RetryAfterPause rest() {
        return retryAfterPause;
    }

    ConcurrencyLimiter places() {
        return concurrencyLimiter;
    }

    Optional<SharedRateLimit> requests() {
        return requests;
    }

    Optional<TokenRateLimit> tokens() {
        return tokens;
    }
}
