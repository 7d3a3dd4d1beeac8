package dev.warren.amqp.outgoing;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells whether the messages of one channel get through: not while some wait and none was confirmed for longer than an
 * attempt may take, nor after several have failed in a row. A failure counts for so long that whoever looks sees it,
 * and no longer, so that a channel over which nothing more is sent is not failed for ever. Thread-safe.
 */
final class ConfirmHealth {

    private static final int FAILURES = 3;
    private static final int REMEMBERED = 4;

    private final long patience;
    private final LongSupplier nanoTime;
    private int waiting;
    private long waitingSince;
    private int failures;
    private long lastFailure;

    ConfirmHealth(Duration patience) {
        this(patience, System::nanoTime);
    }

    ConfirmHealth(Duration patience, LongSupplier nanoTime) {
        this.patience = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    synchronized void sent() {
        if (waiting == 0) {
            waitingSince = nanoTime.getAsLong();
        }
        waiting++;
    }

    /**
     * The end of one that was sent.
     *
     * @param failure null where the broker has confirmed it. A message that cannot be published says nothing of others
     */
    synchronized void settled(Throwable failure) {
        waiting--;
        waitingSince = nanoTime.getAsLong();
        if (failure == null) {
            failures = 0;
        } else if (!(failure instanceof UnpublishableException)) {
            failures++;
            lastFailure = nanoTime.getAsLong();
        }
    }

    synchronized boolean areComing() {
        long now = nanoTime.getAsLong();
        boolean stuck = waiting > 0 && now - waitingSince > patience;
        boolean failing = failures >= FAILURES && now - lastFailure < REMEMBERED * patience;
        return !stuck && !failing;
    }
}
