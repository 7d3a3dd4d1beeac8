package dev.warren.modelchain;

import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Set;

/**
 * What is to be done about one event.
 *
 * @param event the event
 * @param only the features to work for; empty means all that listen to the event
 * @param providers who is asked, in order, by every feature; empty means each feature's own chain
 * @param again whether what has failed is done anew; what was completed is kept in any case
 * @param replay the replay of history that it belongs to, which has outcomes of its own; empty for live events
 */
public record Job(CloudEvent event, Set<String> only, List<String> providers, boolean again, String replay) {

    public Job {
        only = Set.copyOf(only);
        providers = List.copyOf(providers);
    }

    /** A live event, for all features that listen to it. */
    public static Job live(CloudEvent event) {
        return new Job(event, Set.of(), List.of(), false, "");
    }
}
