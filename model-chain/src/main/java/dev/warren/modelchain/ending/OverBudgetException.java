package dev.warren.modelchain.ending;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The budget does not allow the call, now and for some time. */
public final class OverBudgetException extends NoHoldException {

    private final transient Set<String> awaited;
    private final transient Optional<Instant> until;

    /**
     * Says why.
     *
     * @param message a sentence for a person
     * @param awaited what has to change before the call can be made, as the hold requester names it
     * @param until when that is expected; empty where nobody knows
     */
    public OverBudgetException(String message, Set<String> awaited, Optional<Instant> until) {
        super(message);
        this.awaited = Set.copyOf(awaited);
        this.until = until;
    }

    /** What has to change before the call can be made, as the hold requester names it. */
    public Set<String> awaited() {
        return awaited;
    }

    /** When that is expected; empty where nobody knows. */
    public Optional<Instant> until() {
        return until;
    }
}
