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
    private static final int NANO = 9;
    private static final int MILLION = 6;

    private final Random random = new Random(SEED);

    @Test
    void cachedTokensArePartOfTheInput() {
        // Given
        Rates rates = rates("0.15", "0.075", "0.60");

        // Then
        assertThat(rates.amount(1_000, 400, 10)).isEqualByComparingTo("0.000126");
        assertThat(rates.amount(0, 0, 0)).isEqualByComparingTo("0");
        assertThat(rates.amount(1, 1, 0)).isEqualByComparingTo("0.000000075");
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
                    .amount(inputTokens, cachedTokens, outputTokens);

            // Then
            BigInteger expected = product(input, inputTokens - cachedTokens)
                    .add(product(cached, cachedTokens))
                    .add(product(output, outputTokens));
            assertThat(amount.movePointRight(NANO + MILLION).toBigIntegerExact())
                    .isEqualTo(expected);
        }
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
    }

    private static Rates rates(String input, String cached, String output) {
        return new Rates(new BigDecimal(input), new BigDecimal(cached), new BigDecimal(output));
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
