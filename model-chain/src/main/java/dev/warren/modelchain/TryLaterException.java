package dev.warren.modelchain;

/** The whole chain is down for now: the same event may be answered later. */
public final class TryLaterException extends RuntimeException {

    /** @param message a sentence for a person, without payload */
    public TryLaterException(String message) {
        super(message);
    }
}
