package dev.warren.messaging;

import java.util.Set;

/** Thrown by a handler: the same message may succeed later. It waits in the broker for the next delay. */
public final class RetryLaterException extends RuntimeException {

    private final Set<String> pending;

    /**
     * Names what is left to do.
     *
     * @param reason a sentence for a person, without payload
     * @param pending names of what is left to do, handed back in {@link Delivery#pending()}; empty means everything
     */
    public RetryLaterException(String reason, Set<String> pending) {
        super(reason);
        this.pending = Set.copyOf(pending);
    }

    /** As {@link #RetryLaterException(String, Set)}, with what caused it. */
    public RetryLaterException(String reason, Set<String> pending, Throwable cause) {
        super(reason, cause);
        this.pending = Set.copyOf(pending);
    }

    /** What is left to do; empty means everything. */
    public Set<String> pending() {
        return pending;
    }
}
