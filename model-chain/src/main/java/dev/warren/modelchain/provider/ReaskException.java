package dev.warren.modelchain.provider;

/** The answer cannot be used: ask once more and say what was wrong. */
public final class ReaskException extends ProviderException {

    /** @param complaint a sentence for the model, made without words of the event or of the answer */
    public ReaskException(String complaint) {
        this(complaint, null);
    }

    public ReaskException(String complaint, Throwable cause) {
        super(CallOutcome.MALFORMED, complaint, cause);
    }
}
