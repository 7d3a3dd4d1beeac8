package dev.warren.modelchain.store;

import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.UUID;

/**
 * What is done once: one feature's work on one event.
 *
 * @param key what identifies it
 * @param source the event's source
 * @param id the event's id
 * @param feature the feature's name
 * @param replay the replay's name; empty for live events
 */
public record Work(UUID key, String source, String id, String feature, String replay) {

    /** The work of a feature on an event, live or in a replay. */
    public static Work on(CloudEvent event, String feature, String replay) {
        String source = event.getSource().toString();
        UUID key = Keys.of(List.of(source, event.getId(), feature, replay));
        return new Work(key, source, event.getId(), feature, replay);
    }
}
