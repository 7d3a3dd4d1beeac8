package dev.warren.notifier.status;

import dev.warren.contracts.v1.Outcome;

/**
 * What is written down of one message.
 *
 * @param fact what it says
 * @param outcome the outcome that it says; null where it says none
 * @param data the result's data as JSON text; null where there is none
 */
record StatusUpdate(EventFact fact, Outcome outcome, String data) {

    static StatusUpdate of(EventFact fact) {
        return new StatusUpdate(fact, null, null);
    }

    boolean isOutcome() {
        return outcome != null;
    }
}
