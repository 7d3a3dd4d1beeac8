package dev.warren.costledger.alerts;

import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.Alert;

/**
 * Something to raise an alert about.
 *
 * @param alert what to say
 * @param occasion what it is about, in words that are the same whenever the same thing is said again
 * @param whom it is about
 * @param crowd those of which the same may be said at the same time; null where there are none
 */
record AlertTrigger(Alert alert, String occasion, Attribution whom, AlertGroup crowd) {

    /** One of a kind, about nobody in particular. */
    AlertTrigger(Alert alert, String occasion) {
        this(alert, occasion, Attribution.NOBODY, null);
    }
}
