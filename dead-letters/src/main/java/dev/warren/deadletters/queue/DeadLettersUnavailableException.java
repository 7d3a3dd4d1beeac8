package dev.warren.deadletters.queue;

/** The letters cannot be read or sent now; what was not answered for is where it was. Trying again is right. */
public final class DeadLettersUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param reason a sentence for a person
     */
    DeadLettersUnavailableException(String reason) {
        super(reason);
    }

    /** As {@link #DeadLettersUnavailableException(String)}, with what caused it. */
    public DeadLettersUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
