package dev.warren.modelchain.provider;

/** The same call may succeed in a moment: make it again, after a pause and a bounded number of times. */
public final class RepeatCallException extends ProviderException {

    public RepeatCallException(CallOutcome outcome, Throwable cause) {
        super(outcome, outcome.word(), cause);
    }
}
