package dev.warren.costledger.alerts;

import dev.warren.contracts.v1.Alert;

/**
 * Something to raise an alert about.
 *
 * @param alert what to say
 * @param occasion what it is about, in words that are the same whenever the same thing is said again
 */
record Occurrence(Alert alert, String occasion) {}
