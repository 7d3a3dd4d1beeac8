package dev.warren.modelchain.outage;

import java.util.Optional;

/** A caller of a provider chain. Used by one thread. */
public interface ChainCaller<T> {

    /** The answer, if it is known without asking anybody. */
    Optional<T> known();

    /**
     * Asks; may be called again.
     *
     * @throws ChainUnavailableException if nobody answers now and somebody may do so later
     */
    T ask();

    /**
     * The work is about to wait, for as long as an outage lasts: what must not wait with it is done now. Called before
     * each wait, without a lock; does not throw.
     */
    default void beforeWaiting() {}

    /** Whether a provider said anything when it was asked last, be it that it refuses: that it lives. */
    boolean wasHeard();
}
