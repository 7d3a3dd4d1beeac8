package dev.warren.cli.money;

import java.math.BigDecimal;

/**
 * What a million tokens of a model cost, as the ledger prices a call that is made now.
 *
 * @param currency ISO 4217
 */
public record Price(
        String currency, BigDecimal inputPerMillion, BigDecimal cachedInputPerMillion, BigDecimal outputPerMillion) {

    private static final int MILLION = 6;

    /**
     * What these tokens cost, exactly.
     *
     * @param inputTokens all tokens of the requests, the cached ones among them
     */
    public BigDecimal amount(long inputTokens, long cachedInputTokens, long outputTokens) {
        return times(inputPerMillion, inputTokens - cachedInputTokens)
                .add(times(cachedInputPerMillion, cachedInputTokens))
                .add(times(outputPerMillion, outputTokens))
                .movePointLeft(MILLION);
    }

    /** Whether no call costs anything. */
    public boolean isFree() {
        return highestRate().signum() == 0;
    }

    /** What a million of the dearest tokens cost. */
    public BigDecimal highestRate() {
        return inputPerMillion.max(cachedInputPerMillion).max(outputPerMillion);
    }

    private static BigDecimal times(BigDecimal rate, long tokens) {
        return rate.multiply(BigDecimal.valueOf(tokens));
    }
}
