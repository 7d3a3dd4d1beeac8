package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One call that a provider was asked, as it appears in a result.
 *
 * @param provider the provider's name in the chain
 * @param model the model that was asked
 * @param outcome {@code answered}, or why not: {@code timeout}, {@code rate-limited}, {@code unavailable},
 *     {@code refused}, {@code malformed}, {@code abandoned} (the caller died before it saw an answer), or why no call
 *     was made: {@code circuit-open}, {@code resting} (the provider asked to be left alone), {@code busy} (no room
 *     within its limits), {@code not-ready} (the embedded models cannot be loaded), {@code over-budget}
 * @param millis how long it took
 * @param status the HTTP status of the response; null where none came, or it was 200
 * @param error the provider's own word for what was wrong, such as {@code invalid_api_key}; null where it gave none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProviderAttempt(
        String provider, String model, String outcome, long millis, Integer status, String error) {

    /** Of a call about which there is nothing more to say. */
    public ProviderAttempt(String provider, String model, String outcome, long millis) {
        this(provider, model, outcome, millis, null, null);
    }
}
