package dev.warren.cli;

/** What was asked for cannot be done; the message is a sentence for the operator. */
public final class FailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public FailedException(String message) {
        super(message);
    }

    public FailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
