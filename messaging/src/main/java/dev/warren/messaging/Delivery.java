package dev.warren.messaging;

import dev.warren.contracts.event.Publication;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One message as a handler sees it.
 *
 * @param event the message, decoded and valid
 * @param attempt 1 at first, one more after every delayed retry; a redelivery by the broker keeps the number
 * @param pending what an earlier attempt left undone, as it said in {@link RetryLaterException#pending()}; empty means
 *     everything; never null
 * @param providers who is to be asked, in order; empty means the configured chain; never null
 * @param again whether an operator sent the message back from the dead letters: what was completed is kept, what failed
 *     is done again
 * @param letter which dead letter that was: what failed is done again once for each, however often the message comes;
 *     empty where the message does not say
 * @param held names of what an earlier attempt held, as it said in {@link AwaitReleaseException.Part#pending()}; never
 *     null
 * @param publication which acceptance of the event by intake this is; empty where intake did not say
 * @param timeLeft how long the message may still be worked on, asked at any time: until
 *     {@code warren.amqp.message-timeout} is over; nothing as soon as its connection is gone and somebody else gets it
 * @param ours throws an {@link IllegalStateException} as soon as its connection is gone, so that what there is to say
 *     about it is for somebody else to say
 */
public record Delivery(
        CloudEvent event,
        int attempt,
        Set<String> pending,
        List<String> providers,
        boolean again,
        Optional<String> letter,
        Set<String> held,
        Optional<Publication> publication,
        Supplier<Duration> timeLeft,
        Runnable ours) {

    public Delivery {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt starts at 1, not " + attempt);
        }
        pending = Set.copyOf(pending);
        providers = List.copyOf(providers);
        held = Set.copyOf(held);
    }

    /**
     * To be asked before something is published about it.
     *
     * @throws IllegalStateException if it is somebody else's by now
     */
    public void demandOurs() {
        ours.run();
    }
}
