package dev.warren.notifier.status;

import dev.warren.contracts.v1.Attribution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Outcome;
import io.cloudevents.CloudEvent;
import java.time.Clock;
import java.time.Instant;

/**
 * What one message says about one event.
 *
 * @param event the event
 * @param what {@link #ACCEPTED}, or the outcome's word
 * @param feature the feature that it is about; null where it is about all of them
 * @param messageId the CloudEvents id of the message
 * @param at the message's time; now, where it has none
 * @param who who the event belongs to
 */
record Fact(EventRef event, String what, String feature, String messageId, Instant at, Attribution who) {

    /** The event passed the door. */
    static final String ACCEPTED = "accepted";

    /** What an accepted event says; its payload is left behind. */
    static Fact accepted(CloudEvent event, Clock clock) {
        return of(event, EventRef.to(event), ACCEPTED, null, clock);
    }

    /** What a result says. */
    static Fact outcome(CloudEvent message, EventRef event, Outcome outcome, String feature, Clock clock) {
        return of(message, event, outcome.value(), feature, clock);
    }

    private static Fact of(CloudEvent message, EventRef event, String what, String feature, Clock clock) {
        Instant at =
                message.getTime() == null ? clock.instant() : message.getTime().toInstant();
        return new Fact(event, what, feature, message.getId(), at, Attribution.of(message));
    }
}
