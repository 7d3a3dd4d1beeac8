package dev.warren.database;

/** Something is not in the database; the cause says why. */
public sealed class NotWrittenException extends RuntimeException permits UnstorableRecordException {

    private static final long serialVersionUID = 1L;

    NotWrittenException(Throwable cause) {
        this("not written: " + cause, cause);
    }

    NotWrittenException(String message, Throwable cause) {
        super(message, cause);
    }
}
