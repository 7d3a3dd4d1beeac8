package dev.warren.modelchain.store;

/** The service stops and a wait ends without what was waited for: the message must be given back. No stack trace. */
final class ShutdownException extends RuntimeException {

    ShutdownException() {
        super("the service stops", null, false, false);
    }
}
