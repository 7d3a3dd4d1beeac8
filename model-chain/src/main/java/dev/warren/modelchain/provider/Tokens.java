package dev.warren.modelchain.provider;

/**
 * What a provider counted.
 *
 * @param input tokens of the request, the cached ones included
 * @param cachedInput tokens of the request that the provider had cached
 * @param output tokens of the answer
 * @param known false where the provider gave no count: unknown is not zero
 */
public record Tokens(long input, long cachedInput, long output, boolean known) {

    /** The provider did not say. */
    public static final Tokens UNKNOWN = new Tokens(0, 0, 0, false);

    /** Tokens that were read and not billed for an answer. */
    public static Tokens read(long input) {
        return new Tokens(input, 0, 0, true);
    }
}
