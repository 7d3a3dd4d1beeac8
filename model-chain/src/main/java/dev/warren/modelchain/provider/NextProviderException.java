package dev.warren.modelchain.provider;

/** This provider will not answer this question now: ask the next one. */
public final class NextProviderException extends ProviderException {

    private NextProviderException(CallOutcome outcome, String reason, Throwable cause) {
        super(outcome, reason, cause);
    }

    public NextProviderException(CallOutcome outcome, Throwable cause) {
        this(outcome, outcome.word(), cause);
    }

    /** A concurrent caller with the same question got no answer. */
    public NextProviderException(CallOutcome outcome) {
        this(outcome, null);
    }

    /** The answer was cut off where it had its most tokens, and would be again. */
    public static NextProviderException truncated(Throwable cause) {
        return new NextProviderException(CallOutcome.MALFORMED, ResponseMetadata.TRUNCATED, cause);
    }

    /** Why, in one word: {@link CallOutcome#word()}, or one that says more. */
    public String reason() {
        return getMessage();
    }
}
