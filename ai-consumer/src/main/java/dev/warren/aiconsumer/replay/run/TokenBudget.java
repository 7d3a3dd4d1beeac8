package dev.warren.aiconsumer.replay.run;

/**
 * The tokens that a replay may use. What a call may use at most is reserved before it is made, so that the budget holds
 * whatever the calls at the same time turn out to use; only calls that have to be repeated come on top. Thread-safe.
 */
final class TokenBudget {

    private final Long max;
    private long used;
    private long reserved;

    /**
     * A budget.
     *
     * @param max null for no bound
     * @param used what was used before
     */
    TokenBudget(Long max, long used) {
        this.max = max;
        this.used = used;
    }

    boolean isBounded() {
        return max != null;
    }

    /** Whether the tokens could be had if all that is reserved turned out not to be needed. */
    synchronized boolean canEverFit(long tokens) {
        return max == null || used + tokens <= max;
    }

    /** Reserves tokens; false if there are not enough as long as others may need them. */
    synchronized boolean reserve(long tokens) {
        if (max != null && used + reserved + tokens > max) {
            return false;
        }
        reserved += tokens;
        return true;
    }

    /** Ends a reservation with what was really used. */
    synchronized void settle(long tokens, long really) {
        reserved -= tokens;
        used += really;
    }
}
