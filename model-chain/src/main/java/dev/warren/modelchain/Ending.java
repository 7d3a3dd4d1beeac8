package dev.warren.modelchain;

import dev.warren.contracts.v1.Attempt;
import io.cloudevents.CloudEvent;
import java.util.List;

/** How the work of one feature on one event ended, and the messages that say so. */
public sealed interface Ending {

    /** One message per call that was really made, whether it was of use or not; to be published before the result. */
    List<CloudEvent> usage();

    /** An answer. */
    record Completed(List<CloudEvent> usage, CloudEvent result) implements Ending {}

    /** No answer, ever. */
    record Failed(List<CloudEvent> usage, CloudEvent result, GiveUpException why) implements Ending {}

    /** No answer yet: nothing to say but what the calls in vain have used. */
    record Unfinished(List<CloudEvent> usage, List<Attempt> attempts) implements Ending {}
}
