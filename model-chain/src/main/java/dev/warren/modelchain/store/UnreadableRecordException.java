package dev.warren.modelchain.store;

/** What is kept cannot be read: most likely a newer version has written it. */
final class UnreadableRecordException extends RuntimeException {

    UnreadableRecordException(Throwable cause) {
        super("The stored record is unreadable; a newer version may have written it", cause);
    }
}
