package dev.warren.modelchain.turn;

import dev.warren.modelchain.turn.CallLimitException.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * The right to make one call. Used by one thread. Closing it ends it: what a call that was not made took is returned.
 */
public final class Permit implements AutoCloseable {

    /** What a call says about how many the provider can take at the same time. */
    public enum Load {
        /** Answered: it may be more. */
        CARRIED,
        /** Refused for being too much, or not answered in time: it must be fewer. */
        TOO_MUCH,
        /** Failed for a reason that has nothing to do with it. */
        UNKNOWN
    }

    private final CallLimiter callLimiter;
    private final int characters;
    private final boolean despiteRest;

    private boolean requestTaken;
    private long tokensTaken;
    private Optional<ConcurrencyLimiter.Place> place = Optional.empty();

    private boolean made;
    private long beganNanos;

    /** @param despiteRest whether the provider may rest: then the call finds out whether it still has to */
    Permit(CallLimiter callLimiter, int characters, boolean despiteRest) {
        this.callLimiter = callLimiter;
        this.characters = characters;
        this.despiteRest = despiteRest;
    }

    void take(long deadline) throws InterruptedException {
        if (callLimiter.requests().isPresent()) {
            requestTaken = callLimiter.requests().get().take(1, until(deadline));
            demand(requestTaken, Reason.BUSY);
        }
        if (callLimiter.tokens().isPresent()) {
            TokenRateLimit tokens = callLimiter.tokens().get();
            long estimate = tokens.estimate(characters);
            demand(tokens.take(estimate, until(deadline)), Reason.BUSY);
            tokensTaken = estimate;
        }
        place = callLimiter.places().take(until(deadline));
        demand(place.isPresent(), Reason.BUSY);
        demand(despiteRest || callLimiter.rest().awaitEnd(until(deadline)), Reason.RESTING);
    }

    /** The call is made now. */
    public void begin() {
        made = true;
        beganNanos = System.nanoTime();
    }

    /** The request did not reach anybody: it counts as not made. */
    public void unsent() {
        made = false;
    }

    /** The call has ended. */
    public void end(Load load) {
        if (load != Load.UNKNOWN) {
            long nanos = System.nanoTime() - beganNanos;
            place.ifPresent(held -> held.learn(beganNanos, nanos, load == Load.TOO_MUCH));
        }
    }

    /** The provider has answered: a rest that the call was made in has no reason any more. */
    public void answered() {
        if (despiteRest) {
            callLimiter.rest().end();
        }
    }

    /** The provider counted so many tokens; without this, the estimate stands. */
    public void used(long tokens) {
        callLimiter.tokens().ifPresent(rate -> rate.used(tokens, tokensTaken, characters));
    }

    @Override
    public void close() {
        place.ifPresent(ConcurrencyLimiter.Place::free);
        if (!made) {
            callLimiter.requests().filter(rate -> requestTaken).ifPresent(rate -> rate.owe(-1));
            callLimiter.tokens().ifPresent(rate -> rate.giveBack(tokensTaken));
        }
    }

    private static void demand(boolean granted, Reason otherwise) {
        if (!granted) {
            throw new CallLimitException(otherwise);
        }
    }

    private static Duration until(long deadline) {
        return Duration.ofNanos(deadline - System.nanoTime());
    }
}
