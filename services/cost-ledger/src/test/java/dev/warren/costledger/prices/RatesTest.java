package dev.warren.costledger.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RatesTest {

    private static final long SEED = 20_261_120;
    private static final int TIMES = 2_000;
    private static final long MOST_TOKENS = 1_000_000_000;
    private static final long MOST_NANOS = 1_000_000_000_000L;
    private static final long NANOS = 1_000_000_000;
    private static final int NANO = 9;
    private static final int MILLION = 6;

    private final Random random = new Random(SEED);

    @Test
    void partsOfInputAndOutputHaveRatesOfTheirOwn() {
        // Given
        Rates rates = new Rates(tokenRates("1", "0.1", "1.25", "10", "20"), null, null, null);

        // Then 500 * 1 + 300 * 0.1 + 200 * 1.25 + 60 * 10 + 40 * 20, in millionths
        assertThat(rates.amount(new TokenUsage(1_000, 300, 200, 100, 40, false)))
                .isEqualByComparingTo("0.00218");
        assertThat(rates.amount(used(0, 0, 0))).isEqualByComparingTo("0");
        assertThat(rates.amount(used(1, 1, 0))).isEqualByComparingTo("0.0000001");
    }

    @Test
    void whatHasNoRateOfItsOwnCostsWhatTheRestDoes() {
        assertThat(new TokenRates(BigDecimal.TWO, null, null, BigDecimal.TEN, null))
                .isEqualTo(tokenRates("2", "2", "2", "10", "10"));
    }

    @Test
    void allTokensOfALongRequestHaveTheRatesOfLongOnes() {
        // Given
        Rates rates = new Rates(tokenRates("1", "1", "1", "2", "2"), null, 1_000L, tokenRates("3", "3", "3", "4", "4"));

        // Then
        assertThat(rates.amount(used(1_000, 0, 10))).isEqualByComparingTo("0.00102");
        assertThat(rates.amount(used(1_001, 0, 10))).isEqualByComparingTo("0.003043");
    }

    @Test
    void aCallInABatchCostsItsShare() {
        // Given
        Rates rates = new Rates(tokenRates("1", "1", "1", "2", "2"), new BigDecimal("0.50"), null, null);

        // Then
        assertThat(rates.amount(new TokenUsage(1_000, 0, 0, 10, 0, true))).isEqualByComparingTo("0.00051");
    }

    @Test
    void anyAmountIsWhatWholeNumbersGive() {
        for (int i = 0; i < TIMES; i++) {
            // Given
            long input = upTo(MOST_NANOS);
            long cached = upTo(input);
            long output = upTo(MOST_NANOS);
            long inputTokens = upTo(MOST_TOKENS);
            long cachedTokens = upTo(inputTokens);
            long outputTokens = upTo(MOST_TOKENS);

            // When
            BigDecimal amount = new Rates(nanos(input), nanos(cached), nanos(output))
                    .amount(used(inputTokens, cachedTokens, outputTokens));

            // Then
            BigInteger expected = product(input, inputTokens - cachedTokens)
                    .add(product(cached, cachedTokens))
                    .add(product(output, outputTokens));
            assertThat(amount.movePointRight(NANO + MILLION).toBigIntegerExact())
                    .isEqualTo(expected);
        }
    }

    @Test
    void noCallWithinItsLimitsCostsMoreThanTheUpperBound() {
        for (int i = 0; i < TIMES; i++) {
            // Given
            Rates rates = new Rates(anyTokenRates(), nanos(upTo(2 * NANOS)), upTo(MOST_TOKENS), anyTokenRates());
            long mostInput = upTo(MOST_TOKENS);
            long mostOutput = upTo(MOST_TOKENS);
            long input = upTo(mostInput);
            long output = upTo(mostOutput);
            long cached = upTo(input);

            // When
            TokenUsage tokenUsage =
                    new TokenUsage(input, cached, upTo(input - cached), output, upTo(output), random.nextBoolean());

            // Then
            assertThat(rates.amount(tokenUsage)).isLessThanOrEqualTo(rates.upperBound(mostInput, mostOutput));
        }
    }

    @Test
    void theUpperBoundIsReached() {
        // Given
        Rates rates =
                new Rates(tokenRates("1", "0.1", "1.25", "2", "3"), null, 1_000L, tokenRates("3", "1", "1", "4", "4"));

        // Then
        assertThat(rates.upperBound(1_000, 10)).isEqualByComparingTo("0.00128");
        assertThat(rates.upperBound(1_001, 10)).isEqualByComparingTo("0.003043");
    }

    @Test
    void ratesAreEqualHoweverTheyAreWritten() {
        // Given
        Rates written = rates("100.0", "0.50", "0.000");

        // Then
        assertThat(written).isEqualTo(rates("100", "0.5", "0"));
        assertThat(written).hasSameHashCodeAs(rates("1E+2", ".5", "0"));
    }

    @Test
    void onlyRatesOfNothingAreFree() {
        assertThat(rates("0", "0.00", "0").isFree()).isTrue();
        assertThat(rates("1", "0", "0").isFree()).isFalse();
        assertThat(rates("0", "1", "0").isFree()).isFalse();
        assertThat(rates("0", "0", "0.000000001").isFree()).isFalse();
        assertThat(new Rates(tokenRates("0", "0", "0", "0", "0"), null, 1L, tokenRates("0", "0", "1", "0", "0"))
                        .isFree())
                .isFalse();
    }

    private static Rates rates(String input, String cached, String output) {
        return new Rates(new BigDecimal(input), new BigDecimal(cached), new BigDecimal(output));
    }

    private static TokenRates tokenRates(String input, String cached, String write, String output, String reasoning) {
        return new TokenRates(
                new BigDecimal(input),
                new BigDecimal(cached),
                new BigDecimal(write),
                new BigDecimal(output),
                new BigDecimal(reasoning));
    }

    private TokenRates anyTokenRates() {
        return new TokenRates(anyRate(), anyRate(), anyRate(), anyRate(), anyRate());
    }

    private BigDecimal anyRate() {
        return nanos(upTo(MOST_NANOS));
    }

    private static TokenUsage used(long input, long cached, long output) {
        return new TokenUsage(input, cached, 0, output, 0, false);
    }

    private long upTo(long most) {
        return random.nextLong(most + 1);
    }

    private static BigDecimal nanos(long value) {
        return BigDecimal.valueOf(value, NANO);
    }

    private static BigInteger product(long rate, long tokens) {
        return BigInteger.valueOf(rate).multiply(BigInteger.valueOf(tokens));
    }
}
