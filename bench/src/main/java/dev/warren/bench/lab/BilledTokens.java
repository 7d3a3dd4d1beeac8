package dev.warren.bench.lab;

import java.util.SplittableRandom;

/**
 * What a provider bills for a call.
 *
 * @param input all of the request, the cached ones among them
 * @param cached of the request
 * @param output of the answer
 */
public record BilledTokens(int input, int cached, int output) {

    /** Nothing is billed. */
    public static final BilledTokens NONE = new BilledTokens(0, 0, 0);

    private static final int MOST_INPUT = 900;
    private static final int MOST_OUTPUT = 200;

    /** Different for each seed, from 1 up. */
    public static BilledTokens drawn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int input = random.nextInt(1, MOST_INPUT);
        return new BilledTokens(input, random.nextInt(0, input), random.nextInt(1, MOST_OUTPUT));
    }
}
