package dev.warren.costledger.prices;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;

/**
 * What a million tokens cost. Rates that are the same number are equal, however they were written.
 *
 * @param input of the request, not cached
 * @param cachedInput of the request, cached by the provider
 * @param output of the answer
 */
@Embeddable
public record Rates(
        @Column(name = "input_per_million") BigDecimal input,
        @Column(name = "cached_input_per_million") BigDecimal cachedInput,
        @Column(name = "output_per_million") BigDecimal output) {

    private static final int MILLION = 6;

    public Rates {
        input = input.stripTrailingZeros();
        cachedInput = cachedInput.stripTrailingZeros();
        output = output.stripTrailingZeros();
    }

    /**
     * What these tokens cost, exactly: a product and a shift of the decimal point, nothing is rounded.
     *
     * @param inputTokens all tokens of the request, the cached ones among them
     */
    public BigDecimal amount(long inputTokens, long cachedInputTokens, long outputTokens) {
        return times(input, inputTokens - cachedInputTokens)
                .add(times(cachedInput, cachedInputTokens))
                .add(times(output, outputTokens))
                .movePointLeft(MILLION)
                .stripTrailingZeros();
    }

    /** Whether a call costs nothing, whatever it used. */
    public boolean isFree() {
        return input.signum() == 0 && cachedInput.signum() == 0 && output.signum() == 0;
    }

    private static BigDecimal times(BigDecimal rate, long tokens) {
        return rate.multiply(BigDecimal.valueOf(tokens));
    }
}
