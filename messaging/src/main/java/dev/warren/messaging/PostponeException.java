package dev.warren.messaging;

import java.util.Set;

/**
 * Thrown by a handler: a part of the work, or all of it, needs something that is unavailable, and has no fault of its
 * own. It waits in the broker for the shortest delay and comes back as the attempt that it was: however long the
 * outage, it does not end in the dead letters for it. What else is left of the work ends as the cause says; without a
 * cause, nothing else is left.
 */
public final class PostponeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Set<String> pending;

    /**
     * Names what waits.
     *
     * @param reason what is unavailable, in a sentence without payload
     * @param pending names of what is left to do, handed back in {@link Delivery#pending()}; not empty
     * @param rest how everything else ends: what the handler would have thrown without that part, or null
     */
    public PostponeException(String reason, Set<String> pending, RuntimeException rest) {
        super(reason, rest);
        this.pending = Set.copyOf(pending);
    }

    /** What waits. */
    public Set<String> pending() {
        return pending;
    }
}
