package dev.warren.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.cli.money.Price;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageTest {

    private static final Price FREE = price("0");
    private static final Price PAID = price("0.5");

    @Test
    void callsWithoutAPriceAreUnpriced() {
        assertThat(used(3, 0).cost(Optional.empty())).hasToString("3 unpriced");
    }

    @Test
    void callsWhoseTokensNobodyKnowsAreUnpricedToo() {
        assertThat(used(3, 1).cost(Optional.of(PAID))).hasToString("0.001 USD, 1 unpriced");
    }

    @Test
    void aFreeModelIsFreeWhateverItUsed() {
        assertThat(used(3, 1).cost(Optional.of(FREE))).hasToString("0 USD");
    }

    private static Usage used(long calls, long uncounted) {
        return new Usage("primary", "m", calls, 1_500, 0, 500, uncounted);
    }

    private static Price price(String rate) {
        return new Price("USD", new BigDecimal(rate), new BigDecimal(rate), new BigDecimal(rate));
    }
}
