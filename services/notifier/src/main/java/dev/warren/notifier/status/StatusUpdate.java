package dev.warren.notifier.status;

import dev.warren.contracts.v1.Outcome;

/**
 * What is stored of one message.
 *
 * @param fact the fact that the message states
 * @param outcome the outcome; null where the message has none
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
