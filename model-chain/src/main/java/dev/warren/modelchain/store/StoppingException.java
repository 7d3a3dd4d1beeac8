package dev.warren.modelchain.store;

/** The service stops and a wait ends without what was waited for: the message must be given back. No stack trace. */
final class StoppingException extends RuntimeException {

    StoppingException() {
        super("the service stops", null, false, false);
    }
}
