package dev.warren.amqp.outgoing;

import java.io.Serial;
import java.util.stream.Stream;

/**
 * A message that cannot be published as it is, however often that is tried: the client refuses to write it, or the
 * broker closes the connection because of it alone. It did not arrive.
 */
public final class UnpublishableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MAX_CAUSES = 16;

    private final boolean certain;

    private UnpublishableException(String message, boolean certain, Throwable cause) {
        super(message, cause);
        this.certain = certain;
    }

    static UnpublishableException byClient(String why, Throwable cause) {
        return new UnpublishableException("the message cannot be written: " + why, true, cause);
    }

    static UnpublishableException byBroker(Throwable cause) {
        return new UnpublishableException("the broker rejects only this message: " + cause.getMessage(), false, cause);
    }

    /** Whether a failure is one, or was caused by one, that no broker will ever take. */
    public static boolean isCertainBehind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .anyMatch(cause -> cause instanceof UnpublishableException e && e.certain);
    }
}
