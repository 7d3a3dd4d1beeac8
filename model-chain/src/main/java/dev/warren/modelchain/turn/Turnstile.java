package dev.warren.modelchain.turn;

import dev.warren.modelchain.Deadline;
import dev.warren.modelchain.turn.NoTurnException.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets calls to one provider through: not while it rests, no more at the same time than it can take, and no more per
 * minute than it allows. Waiting is bounded and happens here, before the time of the call itself runs. Thread-safe.
 */
public final class Turnstile {

    private final TurnSettings settings;
    private final Rest rest = new Rest();
    private final Places places;
    private final Optional<Rate> requests;
    private final Optional<TokenRate> tokens;

    Turnstile(TurnSettings settings, Optional<Rate> requests, Optional<TokenRate> tokens) {
        this.settings = settings;
        this.places = new Places(new RoundTrips(settings));
        this.requests = requests;
        this.tokens = tokens;
    }

    /**
     * Waits for a turn, within the event's {@link Deadline}. Whoever gets one closes it.
     *
     * @param characters the length of the text that the call is about
     * @throws NoTurnException if it would take too long
     */
    public Turn await(int characters) {
        if (rest.left().compareTo(settings.maxWait()) > 0) {
            throw new NoTurnException(Reason.RESTING);
        }
        return take(new Turn(this, characters, false));
    }

    /** As {@link #await}, though the provider rests; an answer to the call ends the rest. */
    public Turn awaitDespiteRest(int characters) {
        return take(new Turn(this, characters, true));
    }

    private Turn take(Turn turn) {
        try {
            turn.take(System.nanoTime()
                    + Deadline.current().atMost(settings.maxWait()).toNanos());
            return turn;
        } catch (InterruptedException e) {
            turn.close();
            Thread.currentThread().interrupt();
            throw new NoTurnException(Reason.BUSY);
        } catch (RuntimeException | Error e) {
            turn.close();
            throw e;
        }
    }

    /** From now on, the provider is left alone. */
    public void rest(Duration length) {
        rest.begin(length.compareTo(settings.maxRest()) < 0 ? length : settings.maxRest());
    }

    /** From now on, the provider is left alone for as long as one may be. */
    public void restLongest() {
        rest.begin(settings.maxRest());
    }

    /** Calls that may be in flight now. */
    public int limit() {
        return places.limit();
    }

    /** Calls that are. */
    public int inFlight() {
        return places.inFlight();
    }

    /** Calls that wait for their turn. */
    public int waiting() {
        return places.waiting();
    }

    /** For how long the provider is still left alone; not positive where it is not. */
    public Duration restLeft() {
        return rest.left();
    }

    Rest rest() {
        return rest;
    }

    Places places() {
        return places;
    }

    Optional<Rate> requests() {
        return requests;
    }

    Optional<TokenRate> tokens() {
        return tokens;
    }
}
