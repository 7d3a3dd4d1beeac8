package dev.warren.modelchain.provider;

/**
 * What a provider counted.
 *
 * @param input tokens of the request, the cached ones included
 * @param cachedInput tokens of the request that the provider had cached
 * @param output tokens of the answer, the next ones included
 * @param reasoning tokens that the model thought with
 * @param known false where the provider gave no count: unknown is not zero
 */
public record Tokens(long input, long cachedInput, long output, long reasoning, boolean known) {

    /** The provider did not say. */
    public static final Tokens UNKNOWN = new Tokens(0, 0, 0, 0, false);

    /** More than any model reads or writes for one call. */
    private static final long MOST = 1_000_000_000;

    /** What a provider says it counted; unknown where that cannot be true, as parts that are more than the whole. */
    static Tokens counted(long input, long cachedInput, long output, long reasoning) {
        boolean possible = cachedInput >= 0
                && cachedInput <= input
                && input <= MOST
                && reasoning >= 0
                && reasoning <= output
                && output <= MOST;
        return possible ? new Tokens(input, cachedInput, output, reasoning, true) : UNKNOWN;
    }

    /** Without any that the model thought with. */
    public Tokens(long input, long cachedInput, long output, boolean known) {
        this(input, cachedInput, output, 0, known);
    }

    /** Tokens that were read and not billed for an answer. */
    public static Tokens read(long input) {
        return new Tokens(input, 0, 0, 0, true);
    }
}
