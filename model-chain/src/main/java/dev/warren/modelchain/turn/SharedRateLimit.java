package dev.warren.modelchain.turn;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * So much per minute, shared by all instances. In no minute more than the limit is taken: a tenth of it may be taken at
 * once, and the rest flows in evenly. Where the shared state cannot be reached, the call is not held up by it: for a
 * while this instance alone keeps the limit. Thread-safe.
 */
final class SharedRateLimit {

    private static final Logger LOG = Logger.getLogger(SharedRateLimit.class);
    private static final int BURST_SHARE = 10;
    private static final Duration ALONE = Duration.ofSeconds(5);

    private final String name;
    private final long burst;
    private final Bucket shared;
    private final Bucket own;
    private final AtomicLong owed = new AtomicLong();
    private final AtomicLong aloneUntil = new AtomicLong(System.nanoTime());
    private volatile boolean begun;

    SharedRateLimit(String name, long perMinute, Bucket shared) {
        this.name = name;
        this.burst = burst(perMinute);
        this.shared = shared;
        this.own = Bucket.builder().addLimit(bandwidth(perMinute)).build();
    }

    static BucketConfiguration configuration(long perMinute) {
        return BucketConfiguration.builder().addLimit(bandwidth(perMinute)).build();
    }

    /**
     * Takes the amount, and with it what is owed, as far as both together can be had at once at all; what is beyond
     * that stays owed. Waits for it.
     *
     * @return false if it cannot be had within the time; then nothing was taken
     */
    boolean take(long amount, Duration wait) throws InterruptedException {
        long due = amount + owed.getAndSet(0);
        long taken = Math.clamp(due, 0, burst);
        boolean granted = false;
        try {
            granted = taken == 0 || takenFrom(taken, wait);
            return granted;
        } finally { // an interrupt is no reason to forget what is owed
            owed.addAndGet(granted ? due - taken : due - amount);
        }
    }

    /** More than was taken has been used, or less, where negative: the next taking makes up for it. */
    void owe(long amount) {
        owed.addAndGet(amount);
    }

    private boolean takenFrom(long amount, Duration wait) throws InterruptedException {
        if (System.nanoTime() - aloneUntil.get() < 0) {
            return own.asBlocking().tryConsume(amount, positive(wait));
        }
        try {
            begin();
            return shared.asBlocking().tryConsume(amount, positive(wait));
        } catch (RuntimeException e) {
            begun = false;
            aloneUntil.set(System.nanoTime() + ALONE.toNanos());
            LOG.warnf(
                    "shared rate limit unavailable, limiting locally rate=%s seconds=%d reason=%s",
                    name, ALONE.toSeconds(), e.getMessage());
            return own.asBlocking().tryConsume(amount, positive(wait));
        }
    }

    /** The state is created by one caller alone: others who came at the same time would be told that there is none. */
    private void begin() {
        if (!begun) {
            synchronized (this) {
                if (!begun) {
                    shared.getAvailableTokens();
                    begun = true;
                }
            }
        }
    }

    private static Duration positive(Duration wait) {
        return wait.isPositive() ? wait : Duration.ofNanos(1);
    }

    private static Bandwidth bandwidth(long perMinute) {
        long burst = burst(perMinute);
        return Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(Math.max(1, perMinute - burst), Duration.ofMinutes(1))
                .build();
    }

    private static long burst(long perMinute) {
        return Math.max(1, perMinute / BURST_SHARE);
    }
}
