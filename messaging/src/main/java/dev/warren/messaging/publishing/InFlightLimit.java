package dev.warren.messaging.publishing;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits unconfirmed messages by number and size; a message above the size limit is sent alone. First come, first
 * served. Thread-safe.
 */
final class InFlightLimit {

    private static final int UNIT = 1024;

    private final Semaphore messages;
    private final Semaphore units;
    private final int mostUnits;

    InFlightLimit(int messages, long bytes) {
        this.messages = new Semaphore(messages, true);
        this.mostUnits = Math.clamp(bytes / UNIT, 1, Integer.MAX_VALUE);
        this.units = new Semaphore(mostUnits, true);
    }

    /** Waits for room for a message of this size; false where there is none for so long. */
    boolean enter(int bytes, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        if (!messages.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        boolean entered = false;
        try {
            entered = units.tryAcquire(units(bytes), deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return entered;
        } finally {
            if (!entered) {
                messages.release();
            }
        }
    }

    void leave(int bytes) {
        units.release(units(bytes));
        messages.release();
    }

    private int units(int bytes) {
        return Math.min(1 + bytes / UNIT, mostUnits);
    }
}
