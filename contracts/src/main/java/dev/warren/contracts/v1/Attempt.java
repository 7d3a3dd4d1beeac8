package dev.warren.contracts.v1;

/**
 * One call that a provider was asked, as it appears in a result.
 *
 * @param provider the provider's name in the chain
 * @param model the model that was asked
 * @param outcome {@code answered}, or why not: {@code timeout}, {@code rate-limited}, {@code unavailable},
 *     {@code refused}, {@code malformed}, {@code abandoned} (the caller died before it saw an answer), or why no call
 *     was made: {@code circuit-open}, {@code resting} (the provider asked to be left alone), {@code busy} (no room
 *     within its limits)
 * @param millis how long it took
 */
public record Attempt(String provider, String model, String outcome, long millis) {}
