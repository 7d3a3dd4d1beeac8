package dev.warren.database;

/** The service stops and a wait ends without what was waited for: the message must be given back. No stack trace. */
public final class ShutdownException extends RuntimeException {

    public ShutdownException() {
        super("the service stops", null, false, false);
    }
}
