package dev.warren.amqp.outgoing;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.io.Serial;
import java.util.Set;

/**
 * The broker closed the channel or the connection because of a message, which may be this one or another that travelled
 * with it. Whether it arrived is unknown.
 */
public final class SuspectMessageException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What is said of a message; other codes are about the broker, the connection or the topology. */
    private static final Set<Integer> OF_MESSAGES = Set.of(
            AMQP.CONTENT_TOO_LARGE,
            AMQP.PRECONDITION_FAILED,
            AMQP.INTERNAL_ERROR,
            AMQP.FRAME_ERROR,
            AMQP.SYNTAX_ERROR,
            AMQP.UNEXPECTED_FRAME,
            AMQP.NOT_IMPLEMENTED);

    private SuspectMessageException(ShutdownSignalException cause) {
        super(cause.getMessage(), cause);
    }

    /** What the messages fail with that were on their way. */
    static Throwable of(ShutdownSignalException cause) {
        int code =
                switch (cause.getReason()) {
                    case AMQP.Channel.Close close -> close.getReplyCode();
                    case AMQP.Connection.Close close -> close.getReplyCode();
                    case null, default -> 0;
                };
        boolean ofMessage = !cause.isInitiatedByApplication() && OF_MESSAGES.contains(code);
        return ofMessage ? new SuspectMessageException(cause) : cause;
    }
}
