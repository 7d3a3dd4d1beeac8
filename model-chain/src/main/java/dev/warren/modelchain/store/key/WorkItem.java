package dev.warren.modelchain.store.key;

import dev.warren.contracts.event.Fingerprint;
import dev.warren.contracts.event.Publication;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is done once: one feature's work on one event.
 *
 * @param key what identifies it
 * @param source the event's source
 * @param id the event's id
 * @param feature the feature's name
 * @param replay the replay's name; empty for live events
 * @param content the {@link Fingerprint} of the event's content
 * @param publication which acceptance of the event it is wanted for; empty where that is not known
 * @param letter which dead letter it was sent back as; empty where that is not known
 */
public record WorkItem(
        UUID key,
        String source,
        String id,
        String feature,
        String replay,
        String content,
        Optional<Publication> publication,
        Optional<String> letter) {

    private static final String KEPT = "kept";

    /** It was not sent back. */
    public WorkItem(
            UUID key,
            String source,
            String id,
            String feature,
            String replay,
            String content,
            Optional<Publication> publication) {
        this(key, source, id, feature, replay, content, publication, Optional.empty());
    }

    /** The work of a feature on an event, live or in a replay. */
    public static WorkItem on(CloudEvent event, String feature, String replay, Optional<Publication> publication) {
        String source = event.getSource().toString();
        UUID key = DigestKeys.of(List.of(source, event.getId(), feature, replay));
        return new WorkItem(key, source, event.getId(), feature, replay, Fingerprint.of(event), publication);
    }

    /** The same, wanted because this letter was sent back. */
    public WorkItem sentBack(Optional<String> as) {
        return new WorkItem(key, source, id, feature, replay, content, publication, as);
    }

    /** The same on this content alone, whatever other contents the event was published with. */
    public WorkItem revision() {
        return keyed(DigestKeys.of(List.of(source, id, feature, replay, content)));
    }

    /** Saying of this content that the answer to another one was kept. */
    public WorkItem kept() {
        return keyed(DigestKeys.of(List.of(source, id, feature, replay, content, KEPT)));
    }

    private WorkItem keyed(UUID other) {
        return new WorkItem(other, source, id, feature, replay, content, publication, letter);
    }
}
