package dev.warren.cli.spend;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.cli.FakeSuite;
import dev.warren.cli.FakeSuite.Ran;
import dev.warren.cli.session.SuiteService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpendCorrectCommandTest {

    private static final String PATH = "/v1/calls/corrections";

    private final FakeSuite suite = new FakeSuite();

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void theLedgerIsToldWhatACallUsed() {
        // Given
        suite.answer(SuiteService.LEDGER, post(urlEqualTo(PATH)), """
                {"dryRun":false,"calls":[{"callId":"c-2","status":"corrected","before":{"tokensKnown":false,"cost":[]},
                 "after":{"tokensKnown":true,"cost":[{"amount":"0.00014","currency":"USD"}]}}]}""");

        // When
        Ran ran = suite.run(
                "spend",
                "correct",
                "c-2",
                "--input=1000",
                "--output=100",
                "--reasoning=40",
                "--why=invoice",
                "--by=ada");

        // Then
        assertThat(ran).isEqualTo(new Ran(0, "c-2: costs 0.00014 USD, was unknown\n", ""));
        suite.server(SuiteService.LEDGER)
                .verify(postRequestedFor(urlEqualTo(PATH)).withRequestBody(equalToJson("""
                        {"calls":[{"callId":"c-2","inputTokens":1000,"cachedInputTokens":0,"cacheWriteInputTokens":0,
                          "outputTokens":100,"reasoningTokens":40}],"who":"ada","why":"invoice","dryRun":false}""")));
    }

    @Test
    void aCallThatWasNotChargedUsedNothing() {
        // Given
        suite.answer(SuiteService.LEDGER, post(urlEqualTo(PATH)), """
                {"calls":[{"callId":"c-2","status":"unchanged","before":{"cost":[]},
                 "after":{"cost":[{"amount":"0","currency":"USD"}]}}]}""");

        // When
        Ran ran = suite.run("spend", "correct", "c-2", "--unused", "--why", "not on the invoice");

        // Then
        assertThat(ran).isEqualTo(new Ran(0, "c-2: already booked correctly at 0 USD\n", ""));
    }

    @Test
    void whatCannotBeCorrectedIsSaid() {
        // Given
        suite.answer(
                SuiteService.LEDGER,
                post(urlEqualTo(PATH)),
                "{\"calls\":[{\"callId\":\"c-2\",\"status\":\"unknown-call\"}]}");

        // When
        Ran ran = suite.run("spend", "correct", "c-2", "--unused", "--why=x");

        // Then
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("there is no booked call c-2");
        assertThat(suite.run("spend", "correct", "c-2", "--why=x").code()).isEqualTo(2);
        assertThat(suite.run("spend", "correct", "c-2", "--input=1", "--why=x").code())
                .isEqualTo(2);
    }

    @Test
    void callsOfUnknownUsageAreListed() {
        // Given
        suite.answer(
                SuiteService.LEDGER,
                get(urlEqualTo("/v1/calls/unpriced?reason=unknown-tokens&provider=primary&limit=50")),
                """
                {"count":3,"calls":[{"callId":"c-2","calledAt":"2026-11-20T10:00:02Z","provider":"primary",
                 "model":"gpt-4o-mini","feature":"ticket-triage","outcome":"timeout"}]}""");

        // When
        Ran ran = suite.run("spend", "unknown", "--provider", "primary");

        // Then
        assertThat(ran.out()).isEqualTo("""
                CALL  CALLED                PROVIDER  MODEL        FEATURE        OUTCOME  PROVIDER'S ID
                c-2   2026-11-20T10:00:02Z  primary   gpt-4o-mini  ticket-triage  timeout  -
                2 more; see --limit and --from.
                """);
        assertThat(ran.code()).isZero();
    }

    @Test
    void flaggedCallsAreListedWithTheirFlags() {
        // Given
        suite.answer(SuiteService.LEDGER, get(urlEqualTo("/v1/calls/flagged?provider=primary&limit=50")), """
                {"count":1,"calls":[{"callId":"c-2","calledAt":"2026-11-20T10:00:02Z","provider":"primary",
                 "model":"gpt-4o-mini","feature":"ticket-triage","outcome":"answered",
                 "flags":["cached-above-input","tier-not-priced"]}]}""");

        // When
        Ran ran = suite.run("spend", "flagged", "--provider", "primary");

        // Then
        assertThat(ran.out()).isEqualTo("""
                CALL  CALLED                PROVIDER  MODEL        FEATURE        OUTCOME   FLAGS
                c-2   2026-11-20T10:00:02Z  primary   gpt-4o-mini  ticket-triage  answered  cached-above-input, tier-not-priced
                """);
        assertThat(ran.code()).isZero();
    }
}
