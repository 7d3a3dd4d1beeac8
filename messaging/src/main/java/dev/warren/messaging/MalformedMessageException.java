package dev.warren.messaging;

import dev.warren.contracts.event.TextTruncation;

/** A message that is no CloudEvent, or one that Warren cannot carry. */
public final class MalformedMessageException extends Exception {

    private static final int MAX_DETAIL = 8000;

    private final String reason;

    /**
     * Names the fault.
     *
     * @param reason a stable word for programs
     * @param detail a sentence for a person; cut where it is too long for a header. It may quote the message, so it
     *     belongs beside the message and in no log.
     */
    public MalformedMessageException(String reason, String detail) {
        super(TextTruncation.bounded(detail, MAX_DETAIL));
        this.reason = reason;
    }

    /** A stable word for programs. */
    public String reason() {
        return reason;
    }
}
