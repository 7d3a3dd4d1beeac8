package dev.warren.messaging.dead;

import java.time.Duration;

/** Refuses to start with settings that cannot work, and names the key. */
final class DeadLettersConfigCheck {

    private static final int MOST = 65_535;

    private DeadLettersConfigCheck() {}

    static void check(DeadLettersConfig config) {
        if (config.maxBrowse() < 1 || config.maxBrowse() > MOST) {
            throw new IllegalArgumentException(
                    "warren.dead-letters.max-browse must be from 1 to " + MOST + ", not " + config.maxBrowse());
        }
        positive("patience", config.patience());
        positive("alert-after", config.alertAfter());
        positive("watch-interval", config.watchInterval());
        positive("review-interval", config.reviewInterval());
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "warren.dead-letters." + key + " must be longer than nothing, not " + value);
        }
    }
}
