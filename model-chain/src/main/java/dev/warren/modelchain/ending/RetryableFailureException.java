package dev.warren.modelchain.ending;

/** No provider answered this event, and one of them may do so later: that was an attempt. */
public final class RetryableFailureException extends RuntimeException {

    /** @param message a sentence for a person, without payload */
    public RetryableFailureException(String message) {
        super(message);
    }
}
