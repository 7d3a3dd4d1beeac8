package dev.warren.costledger.prices;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.math.BigDecimal;

/**
 * What calls cost by what they use.
 *
 * @param standard the rates
 * @param batchFactor what the amount of a call in a batch is multiplied with; 1 unless given
 * @param longContextAbove requests with more tokens than this are long; null where length does not matter
 * @param longContext the rates of all tokens of a long request and of its answer; null where length does not matter
 */
@Embeddable
public record Rates(
        @Embedded TokenRates standard,
        @Column(name = "batch_factor") BigDecimal batchFactor,
        @Column(name = "long_context_above") Long longContextAbove,

        @Embedded
        @AttributeOverride(name = "input", column = @Column(name = "long_input_per_million"))
        @AttributeOverride(name = "cachedInput", column = @Column(name = "long_cached_input_per_million"))
        @AttributeOverride(name = "cacheWrite", column = @Column(name = "long_cache_write_per_million"))
        @AttributeOverride(name = "output", column = @Column(name = "long_output_per_million"))
        @AttributeOverride(name = "reasoning", column = @Column(name = "long_reasoning_per_million"))
        TokenRates longContext) {

    private static final int MILLION = 6;

    public Rates {
        batchFactor = batchFactor == null ? BigDecimal.ONE : batchFactor.stripTrailingZeros();
    }

    /** Rates that depend on nothing but these. */
    Rates(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {
        this(new TokenRates(input, cachedInput, null, output, null), null, null, null);
    }

    /** What this costs, exactly: products and a shift of the decimal point, nothing is rounded. */
    public BigDecimal amount(TokenUsage tokenUsage) {
        return amount(tokenUsage, tokenUsage.input());
    }

    /** The same for several calls together, each with a request of so many tokens. */
    public BigDecimal amount(TokenUsage tokenUsage, long requestTokens) {
        BigDecimal amount = (isLong(requestTokens) ? longContext : standard).ofAMillion(tokenUsage);
        return perMillion(tokenUsage.batch() ? amount.multiply(batchFactor) : amount);
    }

    /**
     * What a call costs at most if it uses no more tokens than these, in whatever way the provider counts them: every
     * token at the dearest rate that it may have.
     */
    public BigDecimal upperBound(long inputTokens, long outputTokens) {
        BigDecimal most = standard.ofAMillionAtMost(inputTokens, outputTokens);
        if (isLong(inputTokens)) {
            most = most.max(longContext.ofAMillionAtMost(inputTokens, outputTokens));
        }
        return perMillion(most.multiply(batchFactor.max(BigDecimal.ONE)));
    }

    /** What a million tokens of the dearest kind cost, in whatever call. */
    public BigDecimal dearest() {
        BigDecimal dearest =
                longContext == null ? standard.dearest() : standard.dearest().max(longContext.dearest());
        return dearest.multiply(batchFactor.max(BigDecimal.ONE)).stripTrailingZeros();
    }

    /** Whether a call costs nothing, whatever it used. */
    public boolean isFree() {
        return standard.isFree() && (longContext == null || longContext.isFree());
    }

    private boolean isLong(long inputTokens) {
        return longContextAbove != null && inputTokens > longContextAbove;
    }

    private static BigDecimal perMillion(BigDecimal amount) {
        return amount.movePointLeft(MILLION).stripTrailingZeros();
    }
}
