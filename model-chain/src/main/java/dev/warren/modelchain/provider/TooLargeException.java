package dev.warren.modelchain.provider;

/** The response goes on beyond {@link EndpointSettings#maxResponseSize()}. No stack trace. */
final class TooLargeException extends RuntimeException {

    TooLargeException() {
        super("the response is larger than allowed", null, false, false);
    }
}
