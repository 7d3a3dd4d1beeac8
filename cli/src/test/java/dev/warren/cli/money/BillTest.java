package dev.warren.cli.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class BillTest {

    @Test
    void nothingIsZero() {
        assertThat(new Bill()).hasToString("0");
        assertThat(new Bill().add(new BigDecimal("0.000"), "USD")).hasToString("0 USD");
    }

    @Test
    void currenciesAreNotMixed() {
        Bill bill = new Bill()
                .add(new BigDecimal("0.10"), "USD")
                .add(new BigDecimal("1E+2"), "EUR")
                .add(new BigDecimal("0.025"), "USD");

        assertThat(bill).hasToString("100 EUR + 0.125 USD");
    }

    @Test
    void whatHasNoPriceIsNotTakenToBeFree() {
        Bill bill = new Bill().add(new Bill().addUnpriced(3));

        assertThat(bill).hasToString("3 unpriced");
        assertThat(bill.add(new BigDecimal("0.5"), "USD").addUnpriced(1)).hasToString("0.5 USD, 4 unpriced");
    }
}
