package dev.warren.modelchain.provider.call;

/**
 * The response goes on beyond {@link dev.warren.modelchain.provider.settings.EndpointSettings#maxResponseSize()}. No
 * stack trace.
 */
final class ResponseTooLargeException extends RuntimeException {

    ResponseTooLargeException() {
        super("the response is larger than allowed", null, false, false);
    }
}
