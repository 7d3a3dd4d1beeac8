package dev.warren.modelchain.provider;

/** A provider did not answer. Each kind is named by what the caller must do. Messages never hold payload or keys. */
public abstract sealed class ProviderException extends RuntimeException
        permits RepeatCallException, NextProviderException, ReaskException {

    private final CallOutcome outcome;

    ProviderException(CallOutcome outcome, String message, Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    /** How the call ended. */
    public CallOutcome outcome() {
        return outcome;
    }
}
