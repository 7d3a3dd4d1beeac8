package dev.warren.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.cli.FailedException;
import dev.warren.cli.money.Price;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final BigDecimal AMOUNT = new BigDecimal("2.50");
    private static final Price MINI = price("USD", "0.15", "0.6");
    private static final Price LARGE = price("USD", "2", "7");

    @Test
    void theAmountIsNotExceededWhateverIsAsked() {
        Budget budget = Budget.of(AMOUNT, List.of(MINI, LARGE));

        assertThat(budget.tokens()).isEqualTo(357_142);
        assertThat(LARGE.amount(0, 0, budget.tokens())).isLessThanOrEqualTo(AMOUNT);
        assertThat(LARGE.amount(0, 0, budget.tokens() + 1)).isGreaterThan(AMOUNT);
    }

    @Test
    void thePersonIsToldWhatTheAmountBuys() {
        assertThat(Budget.of(AMOUNT, List.of(MINI)).sentence(AMOUNT))
                .isEqualTo("Budget: 2.50 USD buys at least 4166666 tokens, at 0.6 USD per million for the dearest.");
    }

    @Test
    void pricesThatCannotBeComparedAreRefused() {
        assertRefused(AMOUNT, List.of(MINI, price("EUR", "1", "1")), "EUR and USD");
    }

    @Test
    void aBudgetThatBoundsNothingIsRefused() {
        assertRefused(AMOUNT, List.of(price("USD", "0", "0")), "cost nothing");
        assertRefused(new BigDecimal("0.000001"), List.of(LARGE), "single token");
    }

    private static void assertRefused(BigDecimal amount, List<Price> prices, String why) {
        assertThatExceptionOfType(FailedException.class)
                .isThrownBy(() -> Budget.of(amount, prices))
                .withMessageContaining(why);
    }

    private static Price price(String currency, String input, String output) {
        return new Price(currency, new BigDecimal(input), new BigDecimal(input), new BigDecimal(output));
    }
}
