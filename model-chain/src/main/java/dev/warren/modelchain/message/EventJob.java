package dev.warren.modelchain.message;

import dev.warren.contracts.event.Publication;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is to be done about one event.
 *
 * @param event the event
 * @param only the features to work for; empty means all that listen to the event
 * @param providers who is asked, in order, by every feature; empty means each feature's own chain
 * @param again whether what has failed is done again; what was completed is kept in any case
 * @param replay the replay of history that it belongs to, which has outcomes of its own; empty for live events
 * @param held the features of which it is known already that they are held
 * @param publication which acceptance of the event this is: what had failed before it is done again, once; empty where
 *     that is not known
 * @param letter the dead letter that it was sent back as: with {@code again}, what had failed before is done again,
 *     once for each letter; empty where that is not known, and then each time
 * @param timeLeft how long it may be worked on, asked at any time
 */
public record EventJob(
        CloudEvent event,
        Set<String> only,
        List<String> providers,
        boolean again,
        String replay,
        Set<String> held,
        Optional<Publication> publication,
        Optional<String> letter,
        Supplier<Duration> timeLeft) {

    public EventJob {
        only = Set.copyOf(only);
        providers = List.copyOf(providers);
        held = Set.copyOf(held);
    }

    /** Neither a letter nor an end of the time is known. */
    public EventJob(
            CloudEvent event,
            Set<String> only,
            List<String> providers,
            boolean again,
            String replay,
            Set<String> held,
            Optional<Publication> publication) {
        this(event, only, providers, again, replay, held, publication, Optional.empty(), Deadline.NONE.timeLeft());
    }

    /** Of no feature it is known that it is held, and the publication is not known. */
    public EventJob(CloudEvent event, Set<String> only, List<String> providers, boolean again, String replay) {
        this(event, only, providers, again, replay, Set.of(), Optional.empty());
    }

    /** Whether it has to be said of the feature that it is held; a replay waits by itself, and nobody for it. */
    public boolean tellsHeld(String feature) {
        return replay.isEmpty() && !held.contains(feature);
    }

    /** A live event, for all features that listen to it. */
    public static EventJob live(CloudEvent event) {
        return new EventJob(event, Set.of(), List.of(), false, "");
    }
}
