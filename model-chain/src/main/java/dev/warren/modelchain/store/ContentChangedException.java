package dev.warren.modelchain.store;

import dev.warren.modelchain.message.OutboundMessage;
import java.util.List;

/** The work was completed for other content of the same event; nothing was done. No stack trace. */
public final class ContentChangedException extends RuntimeException {

    private final transient List<OutboundMessage> messages;
    private final String answered;

    ContentChangedException(List<OutboundMessage> messages, String answered) {
        super("the event was completed with other content", null, false, false);
        this.messages = List.copyOf(messages);
        this.answered = answered;
    }

    /** What was said about the other content; the last message is the result. */
    public List<OutboundMessage> messages() {
        return messages;
    }

    /** The other content's {@link dev.warren.contracts.event.Fingerprint}. */
    public String answered() {
        return answered;
    }
}
