package dev.warren.contracts.v1;

import io.cloudevents.CloudEvent;

/**
 * Names a business event for ever: {@code source} and {@code id} together are the idempotency key.
 *
 * @param source the CloudEvents source
 * @param id the CloudEvents id, unique within the source
 * @param type the CloudEvents type
 */
public record EventRef(String source, String id, String type) {

    /** The reference to the given event. */
    public static EventRef to(CloudEvent event) {
        return new EventRef(event.getSource().toString(), event.getId(), event.getType());
    }
}
