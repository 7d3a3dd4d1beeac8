package dev.warren.amqp.incoming;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** How many bytes one channel has in flight, and how many it may have. Thread-safe. */
final class InFlightBytes {

    private final LongSupplier most;
    private final AtomicLong bytes = new AtomicLong();

    InFlightBytes(LongSupplier most) {
        this.most = most;
    }

    /** Takes a message, unless there is no room for it; an empty hand takes any. */
    boolean takes(long size) {
        long before = bytes.getAndAdd(size);
        boolean fits = before == 0 || before + size <= most();
        if (!fits) {
            bytes.addAndGet(-size);
        }
        return fits;
    }

    void lets(long size) {
        bytes.addAndGet(-size);
    }

    /** Whether it is worth while to ask for more. */
    boolean isHalfEmpty() {
        return bytes() <= most() / 2;
    }

    long bytes() {
        return bytes.get();
    }

    long most() {
        return most.getAsLong();
    }
}
