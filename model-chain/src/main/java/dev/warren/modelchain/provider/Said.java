package dev.warren.modelchain.provider;

import dev.warren.contracts.v1.Reported;

/**
 * What a provider said about a call besides its tokens. Texts are bounded and printable.
 *
 * @param status the HTTP status of the response; null where none came, or it was 200
 * @param error the provider's word for what was wrong; null where it gave none
 * @param reported what is kept with the tokens; null where there is nothing
 */
public record Said(Integer status, String error, Reported reported) {

    /** Nothing. */
    public static final Said NOTHING = new Said(null, null, null);
}
