package dev.warren.database;

/** Something is not in the database; the cause says why. */
public final class NotWrittenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotWrittenException(Throwable cause) {
        super("not written", cause);
    }
}
