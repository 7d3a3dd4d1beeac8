package dev.warren.cli.budget;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.cli.FakeSuite;
import dev.warren.cli.FakeSuite.Ran;
import dev.warren.cli.session.SuiteService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BudgetCommandTest {

    private static final String EACH_USER = """
            {"name":"each-user","kind":"hard","currency":"USD","limit":"5","scope":{"user":"*"},"period":"day",
             "zone":"Europe/Berlin","thresholds":[50,80,100],"origin":"api","version":3,
             "accounts":2,
             "fullest":{"account":{"user":"u-42"},"limit":"7.50","spent":"7.1","assumed":"0.2","held":"0.05",
                        "left":"0.15","state":"warning","resetsAt":"2026-11-20T23:00:00Z"}}""";

    private static final String EVERYTHING = """
            {"name":"everything","kind":"soft","currency":"EUR","limit":"100","scope":{},"period":"month","zone":"UTC",
             "thresholds":[80,100],"origin":"file","version":1,"accounts":0,"fullest":null}""";

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
    void anAmountOfABillionDigitsIsRefusedAtOnce() {
        // When
        Ran limit = suite.run("budget", "set", "team", "--limit", "1e-600000000");
        Ran amount = suite.run("budget", "raise", "team", "1e600000000");

        // Then
        assertThat(limit.code()).isEqualTo(2);
        assertThat(limit.err()).contains("--limit", "more digits than any amount");
        assertThat(amount.code()).isEqualTo(2);
    }

    @Test
    void budgetsAreOneTableEachWithItsFullestAccount() {
        // Given
        suite.answer(
                SuiteService.LEDGER,
                get("/v1/budgets?limit=100"),
                "{\"count\":3,\"budgets\":[%s,%s]}".formatted(EACH_USER, EVERYTHING));

        // When
        Ran ran = suite.run("budget", "list");

        // Then
        assertThat(ran.out()).isEqualTo("""
                NAME        KIND  FOR         PERIOD               FULLEST      LIMIT  SPENT  HELD  LEFT  STATE    RESETS IN
                each-user   hard  each user   day (Europe/Berlin)  user u-42  7.5 USD    7.3  0.05  0.15  warning  5 h 0 min
                everything  soft  everything  month                -          100 EUR      -     -     -  -                -
                1 more; --limit shows more
                """);
        assertThat(ran.code()).isZero();
    }

    @Test
    void aBudgetIsShownWithItsAccounts() {
        // Given
        suite.answer(SuiteService.LEDGER, get("/v1/budgets/each-user"), EACH_USER);
        suite.answer(SuiteService.LEDGER, get("/v1/budgets/each-user/accounts?user=u-42&limit=20"), """
                {"count":1,"accounts":[{"account":{"user":"u-42"},"limit":"7.50","spent":"7.1","assumed":"0.2",
                 "held":"0.05","left":"0.15","state":"warning","resetsAt":null}]}""");

        // When
        Ran ran = suite.run("budget", "show", "each-user", "--user", "u-42");

        // Then
        assertThat(ran.out()).isEqualTo("""
                budget      each-user
                kind        hard
                for         each user
                limit       5 USD
                period      day (Europe/Berlin)
                thresholds  50 %, 80 %, 100 %
                origin      api
                version     3

                ACCOUNT    LIMIT  SPENT  ASSUMED  HELD  LEFT  STATE    RESETS IN
                user u-42    7.5    7.1      0.2  0.05  0.15  warning          -
                """);
    }

    @Test
    void aBudgetIsMadeWhereThereIsNone() {
        // Given
        suite.answer(SuiteService.LEDGER, put("/v1/budgets/everything"), EVERYTHING);

        // When
        Ran ran = suite.run(
                "budget",
                "set",
                "everything",
                "--limit",
                "100",
                "--currency",
                "EUR",
                "--why",
                "first budget",
                "--by",
                "ada");

        // Then
        assertThat(ran).isEqualTo(new Ran(0, "everything: soft, 100 EUR per month for everything, version 1\n", ""));
        suite.server(SuiteService.LEDGER)
                .verify(putRequestedFor(urlEqualTo("/v1/budgets/everything"))
                        .withHeader("If-None-Match", equalTo("*"))
                        .withRequestBody(equalToJson("""
                                {"kind":"soft","currency":"EUR","period":"month","limit":"100","scope":{},
                                 "who":"ada","why":"first budget"}""")));
    }

    @Test
    void whatIsNotSaidOfABudgetStaysAsItIs() {
        // Given
        suite.answer(SuiteService.LEDGER, get("/v1/budgets/each-user"), EACH_USER);
        suite.answer(SuiteService.LEDGER, put("/v1/budgets/each-user"), EACH_USER);

        // When
        Ran ran = suite.run(
                "budget", "set", "each-user", "--no-hard", "--threshold", "90,100", "--why", "calmer", "--by", "ada");

        // Then
        assertThat(ran.code()).isZero();
        suite.server(SuiteService.LEDGER)
                .verify(putRequestedFor(urlEqualTo("/v1/budgets/each-user"))
                        .withHeader("If-Match", equalTo("\"3\""))
                        .withRequestBody(equalToJson("""
                                {"kind":"soft","currency":"USD","limit":"5","scope":{"user":"*"},"period":"day",
                                 "zone":"Europe/Berlin","thresholds":[90,100],"who":"ada","why":"calmer"}""")));
    }

    @Test
    void aChangeThatSomebodyElseWasFasterWithIsRefused() {
        // Given
        suite.answer(SuiteService.LEDGER, get("/v1/budgets/each-user"), EACH_USER);
        suite.server(SuiteService.LEDGER)
                .stubFor(put("/v1/budgets/each-user")
                        .willReturn(FakeSuite.problem(412, "Changed", "The budget is at version 4.")));

        // When
        Ran ran = suite.run("budget", "set", "each-user", "--limit", "6", "--why", "more");

        // Then
        assertThat(ran).isEqualTo(new Ran(1, "", "warren: cost-ledger answered 412: The budget is at version 4.\n"));
    }

    @Test
    void anAccountIsRaisedForAWhileOnce() {
        // Given
        suite.answer(SuiteService.LEDGER, post("/v1/budgets/each-user/increases"), """
                {"budget":"each-user","account":{"user":"u-42"},"amount":"2.50",
                 "until":"2026-11-21T18:00:00Z"}""");

        // When
        Ran ran = suite.run(
                "budget",
                "raise",
                "each-user",
                "2.50",
                "--user",
                "u-42",
                "--until",
                "24h",
                "--why",
                "launch",
                "--by",
                "ada",
                "--once",
                "launch-day");

        // Then
        assertThat(ran)
                .isEqualTo(new Ran(0, "each-user: raised by 2.5 for user u-42 until 2026-11-21T18:00:00Z\n", ""));
        suite.server(SuiteService.LEDGER)
                .verify(postRequestedFor(urlEqualTo("/v1/budgets/each-user/increases"))
                        .withHeader("Idempotency-Key", equalTo("launch-day"))
                        .withRequestBody(equalToJson("""
                                {"amount":"2.50","until":"2026-11-21T18:00:00Z","account":{"user":"u-42"},
                                 "who":"ada","why":"launch"}""")));
    }

    @Test
    void aMomentThatCannotBeReadIsNamed() {
        // When
        Ran ran = suite.run("budget", "raise", "each-user", "1", "--until", "soon", "--why", "x");

        // Then
        assertThat(ran.err()).startsWith("warren: 'soon' is not a time");
        assertThat(ran.code()).isEqualTo(1);
        suite.server(SuiteService.LEDGER).verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void allAccountsAreReset() {
        // Given
        suite.answer(SuiteService.LEDGER, post("/v1/budgets/each-user/resets"), "{}");

        // When
        Ran ran = suite.run("budget", "reset", "each-user", "--why", "test data", "--by", "ada");

        // Then
        assertThat(ran).isEqualTo(new Ran(0, "each-user: reset\n", ""));
        suite.server(SuiteService.LEDGER)
                .verify(postRequestedFor(urlEqualTo("/v1/budgets/each-user/resets"))
                        .withRequestBody(equalToJson("{\"who\":\"ada\",\"why\":\"test data\"}")));
    }

    @Test
    void aPartOfOneBudgetIsMovedToAnother() {
        // Given
        suite.answer(SuiteService.LEDGER, post("/v1/budgets/emea/transfers"), "{}");

        // When
        Ran ran = suite.run("budget", "transfer", "emea", "apac", "10", "--why", "quarter end", "--by", "ada");

        // Then
        assertThat(ran).isEqualTo(new Ran(0, "emea to apac: 10\n", ""));
        suite.server(SuiteService.LEDGER)
                .verify(postRequestedFor(urlEqualTo("/v1/budgets/emea/transfers"))
                        .withRequestBody(equalToJson("""
                                {"to":"apac","amount":"10","who":"ada","why":"quarter end"}""")));
    }

    @Test
    void theVersionThatWasSeenIsRemoved() {
        // Given
        suite.answer(SuiteService.LEDGER, get("/v1/budgets/each-user"), EACH_USER);
        suite.answer(SuiteService.LEDGER, delete(urlPathEqualTo("/v1/budgets/each-user")), "");

        // When
        Ran ran = suite.run("budget", "remove", "each-user", "--why", "no longer", "--by", "ada");

        // Then
        assertThat(ran).isEqualTo(new Ran(0, "each-user: removed\n", ""));
        suite.server(SuiteService.LEDGER)
                .verify(deleteRequestedFor(urlEqualTo("/v1/budgets/each-user?who=ada&why=no+longer"))
                        .withHeader("If-Match", equalTo("\"3\"")));
    }

    @Test
    void theAuditSaysWhoAndWhy() {
        // Given
        suite.answer(SuiteService.LEDGER, get("/v1/budgets/each-user/audit?limit=2"), """
                {"count":1,"entries":[{"at":"2026-11-20T17:00:00.123Z","action":"increased","account":{"user":"u-42"},
                 "amount":"2.5","until":null,"who":"ada","why":"launch","detail":""}]}""");

        // When
        Ran ran = suite.run("budget", "audit", "each-user", "--limit", "2");

        // Then
        assertThat(ran.out()).isEqualTo("""
                AT                    WHAT       ACCOUNT    AMOUNT  UNTIL  BY   WHY     DETAIL
                2026-11-20T17:00:00Z  increased  user u-42     2.5  -      ada  launch  -
                """);
    }

    @Test
    void whatIsChangedNeedsAReason() {
        // When
        Ran ran = suite.run("budget", "reset", "each-user");

        // Then
        assertThat(ran.err()).contains("missing required option: '--why=TEXT'");
        assertThat(ran.code()).isEqualTo(2);
    }
}
