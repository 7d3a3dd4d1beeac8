package dev.warren.modelchain.turn;

import com.netflix.concurrency.limits.limit.measurement.ExpAvgMeasurement;
import java.time.Duration;

/**
 * Tokens per minute. How many a call will use is known after it only: before, it takes an estimate made of the text's
 * length and of what calls used beside their texts until now, and afterwards the difference is settled. Thread-safe.
 */
final class TokenRateLimit {

    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int MEMORY = 100;
    private static final int WARM_UP = 10;

    private final SharedRateLimit rate;
    private final ExpAvgMeasurement beside = new ExpAvgMeasurement(MEMORY, WARM_UP);

    TokenRateLimit(SharedRateLimit rate) {
        this.rate = rate;
    }

    /** What a call about a text of so many characters is likely to use. */
    synchronized long estimate(int characters) {
        return Math.max(1, characters / CHARACTERS_PER_TOKEN + beside.get().longValue());
    }

    /** See {@link SharedRateLimit#take}. */
    boolean take(long estimate, Duration wait) throws InterruptedException {
        return rate.take(estimate, wait);
    }

    /** A call that took an estimate has used so many. */
    synchronized void used(long tokens, long estimate, int characters) {
        rate.owe(tokens - estimate);
        beside.add(tokens - characters / CHARACTERS_PER_TOKEN);
    }

    /** A call that took an estimate was not made. */
    void giveBack(long estimate) {
        rate.owe(-estimate);
    }
}
