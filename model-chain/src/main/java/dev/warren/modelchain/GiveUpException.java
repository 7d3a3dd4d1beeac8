package dev.warren.modelchain;

/** This feature will never have an answer for this event: say so and go on. */
public final class GiveUpException extends RuntimeException {

    private final String code;

    /**
     * No answer will come.
     *
     * @param code a stable word for programs
     * @param message a sentence for a person, without payload
     */
    public GiveUpException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** As {@link #GiveUpException(String, String)}, with what caused it. */
    public GiveUpException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** A stable word for programs. */
    public String code() {
        return code;
    }
}
