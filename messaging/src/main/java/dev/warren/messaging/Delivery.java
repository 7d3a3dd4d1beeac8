package dev.warren.messaging;

import dev.warren.contracts.v1.Publication;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One message as a handler sees it.
 *
 * @param event the message, decoded and valid
 * @param attempt 1 at first, one more after every delayed retry; a redelivery by the broker keeps the number
 * @param pending what an earlier attempt left undone, as it said in {@link RetryLaterException#pending()}; empty means
 *     everything; never null
 * @param providers who is to be asked, in order; empty means the configured chain; never null
 * @param again whether an operator sent the message back from the dead letters: what was completed is kept, what failed
 *     is done anew
 * @param held names of what an earlier attempt held, as it said in {@link AwaitReleaseException.Part#pending()}; never
 *     null
 * @param publication which acceptance of the event at the door this is; empty where the door did not say
 */
public record Delivery(
        CloudEvent event,
        int attempt,
        Set<String> pending,
        List<String> providers,
        boolean again,
        Set<String> held,
        Optional<Publication> publication) {

    public Delivery {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt starts at 1, not " + attempt);
        }
        pending = Set.copyOf(pending);
        providers = List.copyOf(providers);
        held = Set.copyOf(held);
    }
}
