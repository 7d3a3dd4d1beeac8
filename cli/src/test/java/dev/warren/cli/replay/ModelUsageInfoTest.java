package dev.warren.cli.replay;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.cli.FakeSuite;
import dev.warren.cli.money.PriceQuoteClient;
import dev.warren.cli.session.SuiteClient;
import dev.warren.cli.session.SuiteService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelUsageInfoTest {

    private static FakeSuite suite;

    @BeforeAll
    static void start() {
        suite = new FakeSuite();
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @BeforeEach
    void reset() {
        suite.reset();
    }

    @Test
    void callsWithoutAPriceAreUnpriced() {
        assertThat(cost(3, 0)).isEqualTo("3 unpriced");
    }

    @Test
    void callsWhoseTokensNobodyKnowsAreUnpricedToo() {
        // Given
        quote(2, "0.001", false);

        // Then
        assertThat(cost(3, 1)).isEqualTo("0.001 USD, 1 unpriced");
    }

    @Test
    void aFreeModelIsFreeWhateverItUsed() {
        // Given
        quote(2, "0", true);

        // Then
        assertThat(cost(3, 1)).isEqualTo("0 USD");
    }

    private static void quote(int calls, String amount, boolean free) {
        suite.answer(
                SuiteService.LEDGER,
                get(urlEqualTo("/v1/prices/quote?provider=primary&model=m&calls=" + calls
                        + "&inputTokens=1500&cachedInputTokens=0&outputTokens=500")),
                """
                {"currency":"USD","amount":"%s","atMost":"1","maxPerMillion":"1","free":%s}""".formatted(amount, free));
    }

    private static String cost(long calls, long uncounted) {
        try (SuiteClient services = new SuiteClient(suite.environment())) {
            return new ModelUsageInfo("primary", "m", calls, 1_500, 0, 500, uncounted)
                    .cost(new PriceQuoteClient(services))
                    .toString();
        }
    }
}
