package dev.warren.cli.price;

import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.cli.FakeSuite;
import dev.warren.cli.FakeSuite.Ran;
import dev.warren.cli.session.SuiteService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PricesCommandTest {

    private final FakeSuite suite = new FakeSuite();

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void importsAreListedWithWhatWasTakenBack() {
        // Given
        suite.answer(SuiteService.LEDGER, get(urlEqualTo("/v1/prices/imports")), """
                {"imports":[{"id":3,"at":"2026-11-20T10:00:02.5Z","who":"ada","why":"wrong file","prices":2,"takesBack":2},
                 {"id":2,"at":"2026-11-20T10:00:01Z","who":"ada","why":"","prices":2,"takenBackBy":3},
                 {"id":1,"at":"2026-11-19T10:00:01Z","who":"bob","why":"november","prices":140}]}""");

        // When
        Ran ran = suite.run("prices", "imports");

        // Then
        assertThat(ran.out()).isEqualTo("""
                IMPORT  AT                    PRICES  BY   WHY         TAKEN BACK
                     3  2026-11-20T10:00:02Z       2  ada  wrong file  takes back 2
                     2  2026-11-20T10:00:01Z       2  ada  -           by 3
                     1  2026-11-19T10:00:01Z     140  bob  november    -
                """);
        assertThat(ran.code()).isZero();
    }

    @Test
    void allPricesOfAModelAreListed() {
        // Given
        suite.answer(SuiteService.LEDGER, get(urlEqualTo("/v1/prices/history?model=our-llama&provider=*")), """
                {"prices":[{"price":{"list":"imported","provider":"*","team":"*","validFrom":"2026-11-01T00:00:00Z",
                  "inputPerMillion":"0.15","outputPerMillion":"0.6","currency":"USD"},"revision":1,"withdrawn":true,
                  "recordedAt":"2026-11-20T10:00:02Z","importId":2}]}""");

        // When
        Ran ran = suite.run("prices", "history", "our-llama", "--provider=*");

        // Then
        assertThat(ran.out()).isEqualTo("""
                RECORDED              LIST      PROVIDER  TEAM  VALID FROM            INPUT  OUTPUT  CURRENCY  IMPORT  STATE
                2026-11-20T10:00:02Z  imported  *         *     2026-11-01T00:00:00Z   0.15     0.6  USD            2  withdrawn
                """);
        assertThat(suite.run("prices", "history").code()).isEqualTo(2);
    }

    @Test
    void anImportIsTakenBackWithWhoAndWhy() {
        // Given
        suite.answer(
                SuiteService.LEDGER,
                delete(urlEqualTo("/v1/prices/imports/2?who=ada&why=wrong+file")),
                "{\"id\":3,\"prices\":2,\"changes\":[]}");

        // When
        Ran ran = suite.run("prices", "take-back", "2", "--by=ada", "--why=wrong file");

        // Then
        assertThat(ran).isEqualTo(new Ran(0, "import 2: taken back, 2 prices restored\n", ""));
        assertThat(suite.run("prices", "take-back", "2").code()).isEqualTo(2);
    }
}
