package dev.warren.modelchain.ending;

import dev.warren.modelchain.message.OutboundMessage;
import java.util.List;

/** How the work of one feature on one event ended, and the messages that say so. */
public sealed interface FeatureOutcome {

    /** What was used, and the result if there is one. */
    List<OutboundMessage> messages();

    /** An answer. Says of every call that was really made, in whichever delivery, what it used. */
    record Completed(List<OutboundMessage> messages) implements FeatureOutcome {}

    /** No answer, ever. Says what every call used, as above. */
    record Failed(List<OutboundMessage> messages, FeatureFailedException why) implements FeatureOutcome {}

    /** No answer before there is money for it. Says that it is held, and what calls have used in vain. */
    record Held(List<OutboundMessage> messages, OverBudgetException why) implements FeatureOutcome {}

    /** No answer yet: nothing to say but what calls have used in vain. */
    record Unfinished(List<OutboundMessage> messages) implements FeatureOutcome {}

    /** No answer while something is unavailable, as the reason says; apart from that as {@link Unfinished}. */
    record Postponed(List<OutboundMessage> messages, String reason) implements FeatureOutcome {}
}
