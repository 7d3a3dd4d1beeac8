package dev.warren.messaging.publishing;

import java.time.Duration;

/** Waiting before something is tried again. */
public final class RetryPause {

    private RetryPause() {}

    /** Waits; an interrupt ends the wait and is kept for the caller. */
    public static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
