package dev.warren.cli.spend;

import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.cli.FakeSuite;
import dev.warren.cli.FakeSuite.Ran;
import dev.warren.cli.session.SuiteService;
import org.junit.jupiter.api.Test;

class SpendRebuildCommandTest {

    private static final String PATH = "/v1/spend/rebuild";

    @Test
    void theLedgerIsAskedUntilAllMonthsAreDone() {
        try (FakeSuite suite = new FakeSuite()) {
            // Given
            suite.answer(
                    SuiteService.LEDGER, post(urlEqualTo(PATH)), "{\"months\":2,\"changed\":1,\"next\":\"2026-03\"}");
            suite.answer(
                    SuiteService.LEDGER,
                    post(urlEqualTo(PATH + "?from=2026-03")),
                    "{\"months\":9,\"changed\":4,\"next\":null}");

            // When
            Ran ran = suite.run("spend", "rebuild");

            // Then
            assertThat(ran.code()).isZero();
            assertThat(ran.out().strip()).isEqualTo("11 months rebuilt; 5 rollup rows differed from the entries.");
        }
    }
}
