package dev.warren.cli.session;

/** What was asked for cannot be done; the message is a sentence for the operator. */
public final class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CommandFailedException(String message) {
        super(message);
    }

    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
