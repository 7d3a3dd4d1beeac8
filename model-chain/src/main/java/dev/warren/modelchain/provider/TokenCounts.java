package dev.warren.modelchain.provider;

/**
 * What a provider counted.
 *
 * @param input tokens of the request, the next two included
 * @param cachedInput tokens of the request that the provider had cached
 * @param cacheWrite tokens of the request that the provider wrote into its cache, none of the cached ones
 * @param output tokens of the answer, the next ones included
 * @param reasoning tokens that the model thought with
 * @param known false where the provider gave no count: unknown is not zero
 */
public record TokenCounts(long input, long cachedInput, long cacheWrite, long output, long reasoning, boolean known) {

    /** The provider did not say. */
    public static final TokenCounts UNKNOWN = new TokenCounts(0, 0, 0, 0, false);

    /** There is nothing to bill, for certain. */
    public static final TokenCounts NONE = new TokenCounts(0, 0, 0, 0, true);

    /** Without any that were written into a cache. */
    public TokenCounts(long input, long cachedInput, long output, long reasoning, boolean known) {
        this(input, cachedInput, 0, output, reasoning, known);
    }

    /** Likewise, and without any that the model thought with. */
    public TokenCounts(long input, long cachedInput, long output, boolean known) {
        this(input, cachedInput, output, 0, known);
    }

    /** Tokens that were read and not billed for an answer. */
    public static TokenCounts read(long input) {
        return new TokenCounts(input, 0, 0, 0, true);
    }
}
