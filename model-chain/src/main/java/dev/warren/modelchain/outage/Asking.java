package dev.warren.modelchain.outage;

import java.util.Optional;

/** Somebody who asks a chain of providers. Used by one thread. */
public interface Asking<T> {

    /** The answer, if it is known without asking anybody. */
    Optional<T> known();

    /**
     * Asks; may be called again.
     *
     * @throws UnavailableException if nobody answers now and somebody may do so later
     */
    T ask();

    /** Whether a provider said anything when it was asked last, be it that it refuses: that it lives. */
    boolean wasHeard();
}
