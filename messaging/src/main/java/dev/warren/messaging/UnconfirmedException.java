package dev.warren.messaging;

/**
 * The broker did not confirm a message, however often it was published. Whether it arrived is unknown: publishing it
 * again is right, and its message id lets the receivers see that it is the same one.
 */
public final class UnconfirmedException extends RuntimeException {

    UnconfirmedException(String message, Throwable cause) {
        super(message, cause);
    }
}
