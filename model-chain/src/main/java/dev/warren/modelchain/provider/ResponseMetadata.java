package dev.warren.modelchain.provider;

import dev.warren.contracts.v1.ProviderReport;

/**
 * Response metadata: status, error code, provider call id, served model. Texts are bounded and printable.
 *
 * @param status the HTTP status of the response; null where none came, or it was 200
 * @param error the provider's error code; null where it gave none
 * @param reported what is stored with the tokens; null where there is nothing to store
 */
public record ResponseMetadata(Integer status, String error, ProviderReport reported) {

    /** The answer was cut off; in the words of {@link #error()}. */
    public static final String TRUNCATED = "truncated";

    /** Nothing. */
    public static final ResponseMetadata NOTHING = new ResponseMetadata(null, null, null);
}
