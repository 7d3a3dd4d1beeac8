package dev.warren.modelchain.provider;

/** The response goes on beyond {@link EndpointSettings#maxResponseSize()}. No stack trace. */
final class ResponseTooLargeException extends RuntimeException {

    ResponseTooLargeException() {
        super("the response is larger than allowed", null, false, false);
    }
}
