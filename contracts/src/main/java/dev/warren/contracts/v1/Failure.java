package dev.warren.contracts.v1;

/**
 * Why there is no output.
 *
 * @param code a stable word for programs
 * @param message a sentence for a person, without payload
 * @param retryable whether the same event may succeed later
 */
public record Failure(String code, String message, boolean retryable) {}
