package dev.warren.cli.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PriceTest {

    private static final Price PRICE =
            new Price("USD", new BigDecimal("0.15"), new BigDecimal("0.075"), new BigDecimal("0.6"));

    @Test
    void amountsAreExactAndCachedTokensCheaper() {
        assertThat(PRICE.amount(1_001, 1, 7)).isEqualByComparingTo("0.000154275");
        assertThat(PRICE.amount(0, 0, 0)).isEqualByComparingTo("0");
    }

    @Test
    void theHighestRateIsThatOfTheDearestTokens() {
        assertThat(PRICE.highestRate()).isEqualByComparingTo("0.6");
        assertThat(PRICE.isFree()).isFalse();
        assertThat(new Price("USD", BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO).isFree())
                .isTrue();
    }
}
