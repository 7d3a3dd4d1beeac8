package dev.warren.costledger.prices;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.util.stream.Stream;

/**
 * What a million tokens of each kind cost. Rates that are the same number are equal, however they were written.
 *
 * @param input of the request, neither read from a cache nor written into one
 * @param cachedInput of the request, read from the provider's cache; the input rate unless given
 * @param cacheWrite of the request, written into the provider's cache; the input rate unless given
 * @param output of the answer
 * @param reasoning of the answer, thought and not said; the output rate unless given
 */
@Embeddable
public record TokenRates(
        @Column(name = "input_per_million") BigDecimal input,
        @Column(name = "cached_input_per_million") BigDecimal cachedInput,
        @Column(name = "cache_write_per_million") BigDecimal cacheWrite,
        @Column(name = "output_per_million") BigDecimal output,
        @Column(name = "reasoning_per_million") BigDecimal reasoning) {

    public TokenRates {
        input = input.stripTrailingZeros();
        cachedInput = given(cachedInput, input);
        cacheWrite = given(cacheWrite, input);
        output = output.stripTrailingZeros();
        reasoning = given(reasoning, output);
    }

    private static BigDecimal given(BigDecimal rate, BigDecimal otherwise) {
        return rate == null ? otherwise : rate.stripTrailingZeros();
    }

    /** Of a million calls that use this each. */
    BigDecimal ofAMillion(TokenUsage tokenUsage) {
        return times(input, tokenUsage.input() - tokenUsage.cachedInput() - tokenUsage.cacheWrite())
                .add(times(cachedInput, tokenUsage.cachedInput()))
                .add(times(cacheWrite, tokenUsage.cacheWrite()))
                .add(times(output, tokenUsage.output() - tokenUsage.reasoning()))
                .add(times(reasoning, tokenUsage.reasoning()));
    }

    /** Of a million calls that use this much each, all of it of the dearest kind. */
    BigDecimal ofAMillionAtMost(long inputTokens, long outputTokens) {
        return times(input.max(cachedInput).max(cacheWrite), inputTokens)
                .add(times(output.max(reasoning), outputTokens));
    }

    boolean isFree() {
        return dearest().signum() == 0;
    }

    BigDecimal dearest() {
        return Stream.of(input, cachedInput, cacheWrite, output, reasoning)
                .max(BigDecimal::compareTo)
                .orElseThrow();
    }

    private static BigDecimal times(BigDecimal rate, long tokens) {
        return rate.multiply(BigDecimal.valueOf(tokens));
    }
}
