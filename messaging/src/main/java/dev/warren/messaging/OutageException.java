package dev.warren.messaging;

/**
 * Thrown by a handler: something is unavailable that every message needs, and this message has no fault of its own. It
 * stays in flight and its handling is repeated, for {@code warren.amqp.message-timeout} at most; then it waits in the
 * broker for the shortest delay and comes back as the attempt that it was. However long the outage, it uses up neither
 * attempts nor deliveries, and no message ends in the dead letters for it.
 */
public final class OutageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is unavailable, in a sentence without payload. */
    public OutageException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
