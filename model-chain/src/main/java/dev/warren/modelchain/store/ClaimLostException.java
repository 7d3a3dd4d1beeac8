package dev.warren.modelchain.store;

/** Another process has the work now, or had a right to take it: no request may be sent. No stack trace. */
final class ClaimLostException extends RuntimeException {

    ClaimLostException() {
        super("another process has claimed the work", null, false, false);
    }
}
