package dev.warren.modelchain.budget;

import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.EventRef;
import io.cloudevents.CloudEvent;

/**
 * For what and for whom a call is made.
 *
 * @param event the event
 * @param who whom it is attributed to
 */
public record CallAttribution(EventRef event, Attribution who) {

    /** The one that an event names. */
    public static CallAttribution of(CloudEvent event) {
        return new CallAttribution(EventRef.to(event), Attribution.of(event));
    }
}
