package dev.warren.modelchain.turn;

import dev.warren.modelchain.turn.NoTurnException.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * The right to make one call. Used by one thread. Closing it ends it: what a call that was not made took is returned.
 */
public final class Turn implements AutoCloseable {

    /** What a call says about how many the provider can take at the same time. */
    public enum Load {
        /** Answered: it may be more. */
        CARRIED,
        /** Refused for being too much, or not answered in time: it must be fewer. */
        TOO_MUCH,
        /** Failed for a reason that has nothing to do with it. */
        UNKNOWN
    }

    private final Turnstile turnstile;
    private final int characters;
    private final boolean despiteRest;

    private boolean requestTaken;
    private long tokensTaken;
    private Optional<Places.Place> place = Optional.empty();

    private boolean made;
    private long beganNanos;

    /** @param despiteRest whether the provider may rest: then the call finds out whether it still has to */
    Turn(Turnstile turnstile, int characters, boolean despiteRest) {
        this.turnstile = turnstile;
        this.characters = characters;
        this.despiteRest = despiteRest;
    }

    void take(long deadline) throws InterruptedException {
        if (turnstile.requests().isPresent()) {
            requestTaken = turnstile.requests().get().take(1, until(deadline));
            demand(requestTaken, Reason.BUSY);
        }
        if (turnstile.tokens().isPresent()) {
            TokenRate tokens = turnstile.tokens().get();
            long estimate = tokens.estimate(characters);
            demand(tokens.take(estimate, until(deadline)), Reason.BUSY);
            tokensTaken = estimate;
        }
        place = turnstile.places().take(until(deadline));
        demand(place.isPresent(), Reason.BUSY);
        demand(despiteRest || turnstile.rest().awaitEnd(until(deadline)), Reason.RESTING);
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
            turnstile.rest().end();
        }
    }

    /** The provider counted so many tokens; without this, the estimate stands. */
    public void used(long tokens) {
        turnstile.tokens().ifPresent(rate -> rate.used(tokens, tokensTaken, characters));
    }

    @Override
    public void close() {
        place.ifPresent(Places.Place::free);
        if (!made) {
            turnstile.requests().filter(rate -> requestTaken).ifPresent(rate -> rate.owe(-1));
            turnstile.tokens().ifPresent(rate -> rate.giveBack(tokensTaken));
        }
    }

    private static void demand(boolean granted, Reason otherwise) {
        if (!granted) {
            throw new NoTurnException(otherwise);
        }
    }

    private static Duration until(long deadline) {
        return Duration.ofNanos(deadline - System.nanoTime());
    }
}
