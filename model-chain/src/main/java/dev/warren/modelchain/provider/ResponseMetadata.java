package dev.warren.modelchain.provider;

import dev.warren.contracts.v1.ProviderReport;

/**
 * What a provider said about a call besides its tokens. Texts are bounded and printable.
 *
 * @param status the HTTP status of the response; null where none came, or it was 200
 * @param error the provider's word for what was wrong; null where it gave none
 * @param reported what is kept with the tokens; null where there is nothing
 */
public record ResponseMetadata(Integer status, String error, ProviderReport reported) {

    /** The answer was cut off; in the words of {@link #error()}. */
    public static final String TRUNCATED = "truncated";

    /** Nothing. */
    public static final ResponseMetadata NOTHING = new ResponseMetadata(null, null, null);
}
