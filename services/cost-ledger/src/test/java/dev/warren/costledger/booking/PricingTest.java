package dev.warren.costledger.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.costledger.UsageMessage;
import dev.warren.costledger.booking.Charge.Reason;
import dev.warren.costledger.prices.PriceBook;
import dev.warren.costledger.prices.PriceBooks;
import org.junit.jupiter.api.Test;

class PricingTest {

    private static final PriceBook BOOK = PriceBooks.of(
            "*,test-small,2025-01-01,USD,0.15,0.075,0.60,",
            "*,test-small,2025-07-01,USD,0.10,0.05,0.40,",
            "local,*,2000-01-01,USD,0,0,0,");

    private static final PriceBook SPECIAL = PriceBooks.special(
            "*,test-small,,2025-01-01,USD,1,0.1,1.25,10,20,0.5,2000,2,0.2,2.5,20,40",
            "*,test-small,emea,2025-01-01,USD,0.5,0.1,0.5,5,10,,,,,,,");

    @Test
    void everyKindOfTokenHasItsRate() {
        // When
        Charge charge = charge(UsageMessage.any().tokens(1_000, 400, 10));

        // Then 600 * 0.10 + 400 * 0.05 + 10 * 0.40, in millionths
        assertThat(charge.amount()).isEqualByComparingTo("0.000084");
        assertThat(charge.currency()).isEqualTo("USD");
        assertThat(charge.priceId()).isEqualTo(2);
    }

    @Test
    void everySpecialKindOfTokenHasItsRate() {
        // Given
        UsageMessage call =
                UsageMessage.any().who("u-1", "apac").tokens(1_000, 400, 100).special(100, 40);

        // Then 500 * 1 + 400 * 0.1 + 100 * 1.25 + 60 * 10 + 40 * 20, in millionths
        assertThat(special(call).amount()).isEqualByComparingTo("0.002065");
        assertThat(special(call.inBatch()).amount()).isEqualByComparingTo("0.0010325");
    }

    @Test
    void aTeamMayHaveAPriceOfItsOwn() {
        // Given
        UsageMessage call = UsageMessage.any().tokens(1_000, 0, 0);

        // Then
        assertThat(special(call.who("u-1", "emea")).amount()).isEqualByComparingTo("0.0005");
        assertThat(special(call.who("u-1", "EMEA")).amount()).isEqualByComparingTo("0.001");
        assertThat(special(call.who("u-1", null)).amount()).isEqualByComparingTo("0.001");
    }

    @Test
    void aFailedCallCostsWhatItUsed() {
        assertThat(charge(UsageMessage.any().outcome("malformed"))).isEqualTo(charge(UsageMessage.any()));
    }

    @Test
    void anAnswerThatIsUsedAgainCostsNothingAndSavesACall() {
        // When
        Charge charge = charge(UsageMessage.any().tokens(1_000, 400, 10).reuseOf("c-1"));

        // Then
        assertThat(charge.amount()).isEqualByComparingTo("0");
        assertThat(charge.saved()).isEqualByComparingTo("0.000084");
        assertThat(charge.currency()).isEqualTo("USD");
    }

    @Test
    void whatIsSavedIsUnknownWhereTheCostOfACallIs() {
        assertThat(charge(UsageMessage.any().unknownTokens().reuseOf("c-1")))
                .isEqualTo(Charge.unpriced(Reason.UNKNOWN_TOKENS));
    }

    @Test
    void anAbandonedCallIsUnpricedAndNotFree() {
        assertThat(charge(UsageMessage.any().outcome("abandoned").unknownTokens()))
                .isEqualTo(Charge.unpriced(Reason.UNKNOWN_TOKENS));
    }

    @Test
    void unknownModelIsUnpriced() {
        assertThat(charge(UsageMessage.any().to("primary", "nobody-knows")))
                .isEqualTo(Charge.unpriced(Reason.UNKNOWN_MODEL));
    }

    @Test
    void unknownTokensAreUnpricedAndNotFree() {
        assertThat(charge(UsageMessage.any().unknownTokens())).isEqualTo(Charge.unpriced(Reason.UNKNOWN_TOKENS));
    }

    @Test
    void theEmbeddedProviderCostsNothingWhateverItUsed() {
        // Given
        UsageMessage local = UsageMessage.any().to("local", "all-minilm-l6-v2-q");

        // Then
        assertThat(charge(local).amount()).isEqualByComparingTo("0");
        assertThat(charge(local.unknownTokens()).amount()).isEqualByComparingTo("0");
    }

    private static Charge charge(UsageMessage message) {
        return Pricing.charge(Usage.of(message.event(), UsageMessage.NOON), BOOK);
    }

    private static Charge special(UsageMessage message) {
        return Pricing.charge(Usage.of(message.event(), UsageMessage.NOON), SPECIAL);
    }
}
