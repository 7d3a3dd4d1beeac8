package dev.warren.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.cli.money.PriceQuote;
import dev.warren.cli.session.CommandFailedException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenAllowanceTest {

    private static final BigDecimal AMOUNT = new BigDecimal("2.50");
    private static final PriceQuote MINI = quote("USD", "0.6");
    private static final PriceQuote LARGE = quote("USD", "7");

    @Test
    void theAmountIsNotExceededWhateverIsAsked() {
        TokenAllowance budget = TokenAllowance.of(AMOUNT, List.of(MINI, LARGE));

        assertThat(budget.tokens()).isEqualTo(357_142);
        assertThat(budget.dearest()).isEqualByComparingTo("7");
    }

    @Test
    void thePersonIsToldWhatTheAmountBuys() {
        assertThat(TokenAllowance.of(AMOUNT, List.of(MINI)).sentence(AMOUNT))
                .isEqualTo("Budget: 2.50 USD is at least 4166666 tokens (most expensive model: 0.6 USD per million).");
    }

    @Test
    void pricesThatCannotBeComparedAreRefused() {
        assertRefused(AMOUNT, List.of(MINI, quote("EUR", "1")), "EUR and USD");
    }

    @Test
    void aBudgetThatBoundsNothingIsRefused() {
        assertRefused(AMOUNT, List.of(quote("USD", "0")), "models are free");
        assertRefused(new BigDecimal("0.000001"), List.of(LARGE), "one token");
    }

    private static void assertRefused(BigDecimal amount, List<PriceQuote> prices, String why) {
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> TokenAllowance.of(amount, prices))
                .withMessageContaining(why);
    }

    private static PriceQuote quote(String currency, String dearest) {
        return new PriceQuote(currency, BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal(dearest), false);
    }
}
