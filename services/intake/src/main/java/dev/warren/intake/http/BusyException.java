package dev.warren.intake.http;

/** The service is at capacity; the same request may succeed a little later. */
final class BusyException extends RuntimeException {

    BusyException() {
        super("too many bytes are in hand", null, false, false);
    }
}
