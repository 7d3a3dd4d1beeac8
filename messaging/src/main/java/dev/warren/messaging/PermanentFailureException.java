package dev.warren.messaging;

/** Thrown by a handler: the message will never succeed. It goes to the dead letters at once, with code and reason. */
public final class PermanentFailureException extends RuntimeException {

    private final String code;

    /**
     * Gives the message up.
     *
     * @param code a stable word for programs
     * @param reason a sentence for a person, without payload
     */
    public PermanentFailureException(String code, String reason) {
        super(reason);
        this.code = code;
    }

    /** As {@link #PermanentFailureException(String, String)}, with what caused it. */
    public PermanentFailureException(String code, String reason, Throwable cause) {
        super(reason, cause);
        this.code = code;
    }

    /** A stable word for programs. */
    public String code() {
        return code;
    }
}
