package dev.warren.intake.http;

/** As much is in hand as may be; the same request is right a little later. */
final class BusyException extends RuntimeException {

    BusyException() {
        super("too many bytes are in hand", null, false, false);
    }
}
