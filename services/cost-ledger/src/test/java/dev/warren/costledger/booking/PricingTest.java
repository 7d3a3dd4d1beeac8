package dev.warren.costledger.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.warren.contracts.v1.ProviderReport;
import dev.warren.costledger.UsageMessage;
import dev.warren.costledger.booking.Charge.Reason;
import dev.warren.costledger.prices.PriceBook;
import dev.warren.costledger.prices.PriceBooks;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PricingTest {

    private static final JsonMapper MAPPER = new JsonMapper();

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

    @ParameterizedTest
    @CsvSource({
        "priority, 0.0019, ''",
        "PRIORITY, 0.0019, ''",
        "flex, 0.000525, ''",
        "scale, 0.00105, tier-not-priced",
        "default, 0.00105, ''",
        "batch, 0.000525, ''",
    })
    void aTierIsPricedWhereTheListHasIt(String tier, String amount, String flags) {
        // Given
        PriceBook book = PriceBooks.tiered(
                "*,test-small,,2025-01-01,USD,1,0.5,0.5",
                "*,test-small,priority,2025-01-01,USD,1.8,1,",
                "*,test-small,flex,2025-01-01,USD,0.5,0.25,");

        // When
        LedgerEntry entry = Pricing.entry(usage(UsageMessage.any().served(null, tier)), book);

        // Then 1,000 tokens in and 100 out
        assertThat(entry.charge().amount()).isEqualByComparingTo(amount);
        assertThat(String.join(",", entry.usage().details().flags())).isEqualTo(flags);
    }

    @ParameterizedTest
    @CsvSource({
        "test-small, test-small-2025-05-01, 0.003",
        "test-small, nobody-knows, 0.001",
        "house-alias, test-large, 0.002",
        "nobody-knows, test-small, 0.001",
        "nobody-knows, test-anything, 0.009",
        "test-small, test-anything, 0.001",
    })
    void theServedModelIsPricedWhereTheListNamesIt(String asked, String served, String amount) {
        // Given
        PriceBook book = PriceBooks.of(
                "*,test-small,2025-01-01,USD,1,,0,",
                "*,test-large,2025-01-01,USD,2,,0,",
                "*,test-small-2025-05-01,2025-01-01,USD,3,,0,",
                "*,test-*,2025-01-01,USD,9,,0,");

        // When
        Charge charge =
                Pricing.charge(usage(UsageMessage.any().to("primary", asked).served(served, null)), book);

        // Then
        assertThat(charge.amount()).isEqualByComparingTo(amount);
    }

    @Test
    void whatACascadeSparedIsSavedAndNeverLessThanNothing() {
        // Given
        PriceBook book = PriceBooks.of(
                "*,cheap,2025-01-01,USD,1,,1,", "*,dear,2025-01-01,USD,10,,10,", "*,euro,2025-01-01,EUR,10,,10,");
        UsageMessage cheap = UsageMessage.any().to("primary", "cheap");
        UsageMessage dear = UsageMessage.any().to("primary", "dear");

        // Then 1,100 tokens
        assertThat(Pricing.charge(usage(cheap.sparing("secondary", "dear")), book)
                        .saved())
                .isEqualByComparingTo("0.0099");
        assertThat(Pricing.charge(usage(cheap.sparing("secondary", "euro")), book)
                        .saved())
                .isNull();
        assertThat(Pricing.charge(usage(cheap.sparing("secondary", "nobody-knows")), book)
                        .saved())
                .isNull();
        assertThat(Pricing.charge(usage(dear.sparing("secondary", "cheap")), book)
                        .saved())
                .isZero();
    }

    @Test
    void aReuseSavesWhatTheCallHadCostInItsTier() {
        // Given
        PriceBook book =
                PriceBooks.tiered("*,test-small,,2025-01-01,USD,1,0,", "*,test-small,flex,2025-01-01,USD,0.5,0,");

        // Then
        assertThat(Pricing.charge(usage(UsageMessage.any().served(null, "flex").reuseOf("c-1")), book)
                        .saved())
                .isEqualByComparingTo("0.0005");
    }

    /** Every response of {@code dialects.json}, which the model chain's tests turn into the same tokens. */
    static Stream<Arguments> everyDialectCostsWhatIsBilled() throws IOException {
        try (InputStream json = PricingTest.class.getResourceAsStream("/dialects.json")) {
            return StreamSupport.stream(MAPPER.readTree(json).spliterator(), false)
                    .map(row -> arguments(row.get("name").asText(), row));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void everyDialectCostsWhatIsBilled(String name, JsonNode row) throws IOException {
        // Given
        PriceBook book = PriceBooks.vendor(MAPPER.convertValue(row.get("prices"), String[].class));

        // When
        Charge charge = Pricing.charge(usage(answered(row)), book);

        // Then
        JsonNode amount = row.get("amount");
        if (amount.isNull()) {
            assertThat(charge).isEqualTo(Charge.unpriced(Reason.UNKNOWN_TOKENS));
        } else {
            assertThat(charge.amount()).isEqualByComparingTo(amount.asText());
        }
    }

    private static UsageMessage answered(JsonNode row) throws IOException {
        JsonNode tokens = row.get("tokens");
        UsageMessage message = UsageMessage.any()
                .to("primary", row.get("asked").asText())
                .outcome(row.get("status").asInt() == 200 ? "answered" : "refused")
                .reported(MAPPER.treeToValue(row.get("reported"), ProviderReport.class));
        return tokens.get("known").asBoolean()
                ? message.tokens(count(tokens, "input"), count(tokens, "cachedInput"), count(tokens, "output"))
                        .special(count(tokens, "cacheWrite"), count(tokens, "reasoning"))
                : message.unknownTokens();
    }

    private static long count(JsonNode tokens, String kind) {
        return tokens.get(kind).asLong();
    }

    private static UsageRecord usage(UsageMessage message) {
        return UsageRecord.of(message.event(), UsageMessage.NOON);
    }

    private static Charge charge(UsageMessage message) {
        return Pricing.charge(UsageRecord.of(message.event(), UsageMessage.NOON), BOOK);
    }

    private static Charge special(UsageMessage message) {
        return Pricing.charge(UsageRecord.of(message.event(), UsageMessage.NOON), SPECIAL);
    }
}
