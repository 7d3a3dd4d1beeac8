package dev.warren.modelchain;

import java.util.List;

/** How the work of one feature on one event ended, and the messages that say so, in the order of publishing. */
public sealed interface Ending {

    /** One message per call that was really made, whether it was of use or not, and then the result if there is one. */
    List<Message> messages();

    /** An answer. */
    record Completed(List<Message> messages) implements Ending {}

    /** No answer, ever. */
    record Failed(List<Message> messages, GiveUpException why) implements Ending {}

    /** No answer yet: nothing to say but what the calls in vain have used. */
    record Unfinished(List<Message> messages) implements Ending {}
}
