package dev.warren.modelchain.turn;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The pause a provider asked for with Retry-After. Thread-safe. */
final class RetryAfterPause {

    private final AtomicLong until = new AtomicLong(System.nanoTime());

    /** Begins a rest; one that ends later goes on. */
    void begin(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        until.accumulateAndGet(end, (now, asked) -> asked - now > 0 ? asked : now);
    }

    /** Ends the rest, if there is one. */
    void end() {
        until.set(System.nanoTime());
    }

    /** How long it still lasts; zero or less outside of a rest. */
    Duration left() {
        return Duration.ofNanos(until.get() - System.nanoTime());
    }

    /** Returns true at the end of the rest, and false at once if that is further away than the caller can wait. */
    boolean awaitEnd(Duration wait) throws InterruptedException {
        long patience = System.nanoTime() + wait.toNanos();
        for (long end = until.get(); end - System.nanoTime() > 0; end = until.get()) {
            if (end - patience > 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
        }
        return true;
    }
}
