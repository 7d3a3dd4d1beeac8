package dev.warren.cli.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class CostSumTest {

    @Test
    void nothingIsZero() {
        assertThat(new CostSum()).hasToString("0");
        assertThat(new CostSum().add(new BigDecimal("0.000"), "USD")).hasToString("0 USD");
    }

    @Test
    void currenciesAreNotMixed() {
        CostSum costSum = new CostSum()
                .add(new BigDecimal("0.10"), "USD")
                .add(new BigDecimal("1E+2"), "EUR")
                .add(new BigDecimal("0.025"), "USD");

        assertThat(costSum).hasToString("100 EUR + 0.125 USD");
    }

    @Test
    void whatHasNoPriceIsNotTakenToBeFree() {
        CostSum costSum = new CostSum().add(new CostSum().addUnpriced(3));

        assertThat(costSum).hasToString("3 unpriced");
        assertThat(costSum.add(new BigDecimal("0.5"), "USD").addUnpriced(1)).hasToString("0.5 USD, 4 unpriced");
    }
}
