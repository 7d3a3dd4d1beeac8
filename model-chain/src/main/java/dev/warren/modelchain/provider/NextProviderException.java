package dev.warren.modelchain.provider;

/** This provider will not answer this question now: ask the next one. */
public final class NextProviderException extends ProviderException {

    NextProviderException(CallOutcome outcome, Throwable cause) {
        super(outcome, outcome.word(), cause);
    }

    /** Somebody else has just asked it the same, and it did not answer. */
    public NextProviderException(CallOutcome outcome) {
        this(outcome, null);
    }
}
