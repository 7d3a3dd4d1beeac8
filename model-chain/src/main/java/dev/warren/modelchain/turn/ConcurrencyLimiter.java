package dev.warren.modelchain.turn;

import com.netflix.concurrency.limits.Limit;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The places for calls in flight: as many as a {@link Limit} says; first come, first served. Thread-safe. */
final class ConcurrencyLimiter {

    private final Limit limit;
    private final Free free;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();

    ConcurrencyLimiter(Limit limit) {
        this.limit = limit;
        this.free = new Free(limit.getLimit());
        limit.notifyOnChange(free::resize);
    }

    /** A place, or empty if there is none for so long. */
    Optional<Place> take(Duration wait) throws InterruptedException {
        waiting.incrementAndGet();
        try {
            return free.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)
                    ? Optional.of(new Place(inFlight.incrementAndGet()))
                    : Optional.empty();
        } finally {
            waiting.decrementAndGet();
        }
    }

    int limit() {
        return limit.getLimit();
    }

    int inFlight() {
        return inFlight.get();
    }

    int waiting() {
        return waiting.get();
    }

    /** One place; its holder frees it once. */
    final class Place {

        private final int inFlightThen;

        private Place(int inFlightThen) {
            this.inFlightThen = inFlightThen;
        }

        /** Tells the limit how a call went. */
        void learn(long startNanos, long nanos, boolean refused) {
            limit.onSample(startNanos, nanos, inFlightThen, refused);
        }

        void free() {
            inFlight.decrementAndGet();
            free.release();
        }
    }

    /** Free places; fewer than none after the limit has fallen below what is in flight. */
    private static final class Free extends Semaphore {

        private static final long serialVersionUID = 1L;

        private int size;

        Free(int size) {
            super(size, true);
            this.size = size;
        }

        synchronized void resize(int newSize) {
            if (newSize > size) {
                release(newSize - size);
            } else {
                reducePermits(size - newSize);
            }
            size = newSize;
        }
    }
}
