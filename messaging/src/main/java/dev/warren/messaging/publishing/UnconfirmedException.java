package dev.warren.messaging.publishing;

import java.util.stream.Stream;

/**
 * The broker did not confirm a message, however often it was published. Whether it arrived is unknown: publishing it
 * again is right, and its message id lets the receivers see that it is the same one.
 */
public final class UnconfirmedException extends RuntimeException {

    private static final int MAX_CAUSES = 16;

    public UnconfirmedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether a failure is one, or was caused by one. */
    public static boolean isBehind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .anyMatch(UnconfirmedException.class::isInstance);
    }
}
