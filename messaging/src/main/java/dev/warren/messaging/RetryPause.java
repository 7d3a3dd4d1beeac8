package dev.warren.messaging;

import java.time.Duration;

/** Waiting before something is tried again. */
final class RetryPause {

    private RetryPause() {}

    /** Waits; an interrupt ends the wait and is kept for the caller. */
    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
