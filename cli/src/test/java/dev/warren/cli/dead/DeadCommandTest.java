package dev.warren.cli.dead;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.FakeSuite;
import dev.warren.cli.FakeSuite.Ran;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.SuiteService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadCommandTest {

    private static final String NO_GROUPS = "{\"service\":\"x\",\"groups\":[],\"unread\":0}";
    private static final String NOTHING_REPLAYED =
            "{\"matched\":0,\"replayed\":0,\"keys\":[],\"estimates\":[],\"unread\":0}";

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
    void groupsOfAllServicesAreOneTable() {
        // Given
        everybodyHasNoGroups();
        classifierHasGroups();
        suite.answer(FakeSuite.INTAKE, get("/v1/dead-letters/groups"), """
                {"service":"intake","groups":[{"service":"intake","feature":null,"reason":"malformed","count":3,
                 "oldest":null,"newest":null}],"unread":12}""");

        // When
        Ran ran = suite.run("dead", "list");

        // Then
        assertThat(ran.out()).isEqualTo("""
                SERVICE     FEATURE        REASON              COUNT      OLDEST
                intake      -              malformed               3           -
                classifier  ticket-triage  attempts-exhausted     12  1 h 30 min
                12 more in intake, beyond its browse limit (warren.dead-letters.max-browse)
                """);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamedAndTheRestIsShown() {
        // Given
        everybodyHasNoGroups();
        classifierHasGroups();
        suite.silence(FakeSuite.SUMMARIZER);
        suite.server(SuiteService.NOTIFIER)
                .stubFor(get("/v1/dead-letters/groups")
                        .willReturn(FakeSuite.problem(503, "Out of reach", "The broker does not answer.")));

        // When
        Ran ran = suite.run("dead", "list");

        // Then
        assertThat(ran.out()).contains("ticket-triage");
        assertThat(ran.err())
                .contains("warren: summarizer does not answer at http://127.0.0.1:1")
                .contains("warren: notifier answered 503: The broker does not answer.");
        assertThat(ran.code()).isEqualTo(5);
    }

    @Test
    void noDeadLettersIsASentence() {
        // Given
        everybodyHasNoGroups();

        // When
        Ran ran = suite.run("dead", "list");

        // Then
        assertThat(ran).isEqualTo(new Ran(0, "No dead letters.\n", ""));
    }

    @Test
    void groupsAreFilteredByFeatureAndReason() {
        // Given
        everybodyHasNoGroups();
        classifierHasGroups();

        // When
        Ran ran = suite.run("dead", "list", "--reason", "malformed");

        // Then
        assertThat(ran.out()).isEqualTo("No dead letters.\n");
    }

    @Test
    void lettersAreListedWithTheirKeys() {
        // Given
        suite.answer(
                FakeSuite.CLASSIFIER,
                get(urlPathEqualTo("/v1/dead-letters"))
                        .withQueryParam("feature", equalTo("ticket-triage"))
                        .withQueryParam("limit", equalTo("1")),
                """
                {"service":"classifier","total":7,"next":"abc","unread":0,"letters":[{"key":"k-1","event":{"source":"/shop",
                 "id":"t-1","type":"ticket.created"},"feature":"ticket-triage","reason":"attempts-exhausted","detail":"d",
                 "attempts":7,"at":"2026-11-20T17:58:00Z","traceId":null}]}""");

        // When
        Ran ran = suite.run(
                "dead", "list", "--letters", "--service", "classifier", "--feature", "ticket-triage", "--limit", "1");

        // Then
        assertThat(ran.out()).isEqualTo("""
                KEY  SERVICE     FEATURE        REASON                AGE  EVENT
                k-1  classifier  ticket-triage  attempts-exhausted  2 min  /shop t-1 (ticket.created)
                6 more of classifier; --limit shows more
                """);
    }

    @Test
    void scriptsGetJsonWithWhatIsMissing() throws Exception {
        // Given
        everybodyHasNoGroups();
        classifierHasGroups();
        suite.silence(FakeSuite.INTAKE);

        // When
        Ran ran = suite.run("dead", "list", "--json");

        // Then
        JsonNode document = ServiceJson.MAPPER.readTree(ran.out());
        assertThat(document.at("/groups/0/count").asInt()).isEqualTo(12);
        assertThat(document.at("/missing/0/service").asText()).isEqualTo("intake");
        assertThat(ran.code()).isEqualTo(5);
    }

    @Test
    void aLetterIsShownWithEverythingThatItHas() {
        // Given
        suite.answer(FakeSuite.SUMMARIZER, get("/v1/dead-letters/k-9"), """
                {"key":"k-9","event":{"source":"/shop","id":"d-1","type":null},"feature":null,"reason":"malformed",
                 "detail":"no \\u001b[31mJSON","attempts":1,"at":"2026-11-20T17:00:00Z","traceId":"0af7651916cd43dd8448eb211c80319c",
                 "headers":{"x-warren-reason":"malformed","x-warren-attempts":1},"properties":{"messageId":"d-1"},
                 "payload":"{\\"a\\":1}","payloadEncoding":null,"payloadBytes":7,"payloadCut":false}""");

        // When
        Ran ran = suite.run("dead", "show", "k-9");

        // Then
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo("""
                key        k-9
                service    summarizer
                event      /shop d-1
                reason     malformed
                detail     no \uFFFD[31mJSON
                attempts   1
                at         2026-11-20T17:00:00Z (1 h 0 min ago)
                trace      0af7651916cd43dd8448eb211c80319c

                properties
                  messageId                d-1

                headers
                  x-warren-reason          malformed
                  x-warren-attempts        1

                payload, 7 bytes
                  {
                    "a" : 1
                  }
                """);
    }

    @Test
    void aKeyThatNobodyHasIsAFailure() {
        // When
        Ran ran = suite.run("dead", "show", "k/../9");

        // Then
        assertThat(ran).isEqualTo(new Ran(1, "", "warren: there is no dead letter with the key k/../9\n"));
    }

    @Test
    void lettersAreSentBackByTheirKeysAndUnknownOnesNamed() {
        // Given
        everybodyReplaysNothing();
        suite.answer(FakeSuite.CLASSIFIER, post("/v1/dead-letters/replay"), """
                {"matched":1,"replayed":1,"keys":["k-1"],"estimates":[],"unread":0}""");

        // When
        Ran ran = suite.run("dead", "replay", "k-1", "k-2", "--by", "ada");

        // Then
        assertThat(ran.out()).isEqualTo("classifier: 1 of 1 replayed\n");
        assertThat(ran.err()).isEqualTo("warren: 1 of 2 keys are not dead letters (any more)\n");
        assertThat(ran.code()).isEqualTo(1);
        suite.server(FakeSuite.INTAKE)
                .verify(postRequestedFor(urlEqualTo("/v1/dead-letters/replay")).withRequestBody(equalToJson("""
                        {"select":{"keys":["k-1","k-2"]},"by":"ada","dryRun":false}""")));
    }

    @Test
    void whatASilentServiceMayHaveIsNotCalledUnknown() {
        // Given
        everybodyReplaysNothing();
        suite.silence(FakeSuite.CLASSIFIER);

        // When
        Ran ran = suite.run("dead", "replay", "k-1");

        // Then
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("warren: classifier does not answer").doesNotContain("keys");
        assertThat(ran.code()).isEqualTo(5);
    }

    @Test
    void onlyWhoAsksModelsIsToldWhomToAsk() {
        // Given
        everybodyReplaysNothing();

        // When
        Ran ran = suite.run(
                "dead", "replay", "--feature", "f", "--reason", "r", "--providers", "secondary,local", "--by", "ada");

        // Then
        assertThat(ran).isEqualTo(new Ran(0, "No dead letter matches.\n", ""));
        suite.server(FakeSuite.SUMMARIZER)
                .verify(postRequestedFor(urlEqualTo("/v1/dead-letters/replay")).withRequestBody(equalToJson("""
                        {"select":{"feature":"f","reason":"r"},"providers":["secondary","local"],"by":"ada",
                         "dryRun":false}""")));
        suite.server(FakeSuite.INTAKE).verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void aDryRunSaysWhatItWouldCostAtMost() {
        // Given
        everybodyReplaysNothing();
        estimatesOfTheClassifier();
        suite.answer(
                SuiteService.LEDGER,
                get(urlPathEqualTo("/v1/prices/quote"))
                        .withQueryParam("provider", equalTo("primary"))
                        .withQueryParam("model", equalTo("gpt-4o-mini"))
                        .withQueryParam("calls", equalTo("3"))
                        .withQueryParam("inputTokens", equalTo("1200"))
                        .withQueryParam("outputTokens", equalTo("2400")),
                """
                {"currency":"USD","amount":"0.001","atMost":"0.00162","maxPerMillion":"0.6","free":false}""");

        // When
        Ran ran = suite.run("dead", "replay", "--all", "--dry-run");

        // Then
        assertThat(ran.out()).isEqualTo("""
                4 of 5 would be replayed.
                FEATURE        PROVIDER  MODEL        CALLS  TOKENS IN  OUT AT MOST  COST AT MOST
                ticket-triage  primary   gpt-4o-mini      3       1200         2400   0.00162 USD
                ticket-urgent  primary   house-model      1        400          800    1 unpriced
                At most 0.00162 USD, 1 unpriced, if the first provider answers each call at the first attempt.
                """);
        assertThat(ran.code()).isZero();
    }

    @Test
    void aDryRunIsShownAlsoWithoutTheLedger() {
        // Given
        everybodyReplaysNothing();
        estimatesOfTheClassifier();
        suite.silence(SuiteService.LEDGER);

        // When
        Ran ran = suite.run("dead", "replay", "--all", "--dry-run", "--service", "classifier");

        // Then
        assertThat(ran.out()).contains("At most 4 unpriced");
        assertThat(ran.err()).contains("cost-ledger does not answer");
        assertThat(ran.code()).isEqualTo(5);
    }

    @Test
    void lettersThatStayAreAFailure() {
        // Given
        everybodyReplaysNothing();
        suite.answer(FakeSuite.CLASSIFIER, post("/v1/dead-letters/replay"), """
                {"matched":5,"replayed":4,"keys":["a","b","c","d"],"estimates":[],"unread":0}""");

        // When
        Ran ran = suite.run("dead", "replay", "--all");

        // Then
        assertThat(ran.out()).isEqualTo("classifier: 4 of 5 replayed\n");
        assertThat(ran.err()).contains("1 could not be replayed");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void lettersAreThrownAwayWithANote() {
        // Given
        suite.answer(FakeSuite.INTAKE, post("/v1/dead-letters/discard"), """
                {"matched":3,"discarded":3,"unread":0}""");

        // When
        Ran ran = suite.run(
                "dead", "discard", "--service", "intake", "--all", "--note", "test data", "--by", "ada", "--json");

        // Then
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("\"discarded\" : 3");
        suite.server(FakeSuite.INTAKE)
                .verify(postRequestedFor(urlEqualTo("/v1/dead-letters/discard")).withRequestBody(equalToJson("""
                        {"select":{"all":true},"by":"ada","note":"test data"}""")));
    }

    @Test
    void historyIsWhatTheNotifierHasRead() {
        // Given
        suite.answer(SuiteService.NOTIFIER, get("/v1/dead-letters/history?limit=2"), """
                {"entries":[{"action":"discarded","service":"intake","key":"k","event":{"source":"/s","id":"e","type":"t"},
                 "feature":null,"reason":"malformed","by":"ada","note":"test data","providers":[],
                 "at":"2026-11-20T17:00:00.123Z"}]}""");

        // When
        Ran ran = suite.run("dead", "history", "--limit", "2");

        // Then
        assertThat(ran.out()).isEqualTo("""
                AT                    WHAT       SERVICE  FEATURE  REASON     EVENT     BY   NOTE
                2026-11-20T17:00:00Z  discarded  intake   -        malformed  /s e (t)  ada  test data
                """);
    }

    @Test
    void aRefusalIsExplainedWithEachFault() {
        // Given
        suite.server(SuiteService.NOTIFIER)
                .stubFor(get(urlPathEqualTo("/v1/dead-letters/history"))
                        .willReturn(FakeSuite.json("""
                                {"title":"The query is invalid","detail":"limit must be from 1 to 1000.","faults":[
                                 {"field":"limit","code":"out-of-range","detail":"must be from 1 to 1000"}]}""").withStatus(400)));

        // When
        Ran ran = suite.run("dead", "history", "--limit", "0");

        // Then
        assertThat(ran.err())
                .isEqualTo("warren: notifier answered 400: The query is invalid: limit must be from 1 to 1000\n");
        assertThat(ran.code()).isEqualTo(1);
    }

    private static void everybodyHasNoGroups() {
        SuiteService.ALL.forEach(service -> suite.answer(service, get("/v1/dead-letters/groups"), NO_GROUPS));
    }

    private static void classifierHasGroups() {
        suite.answer(FakeSuite.CLASSIFIER, get("/v1/dead-letters/groups"), """
                {"service":"classifier","groups":[{"service":"classifier","feature":"ticket-triage",
                 "reason":"attempts-exhausted","count":12,"oldest":"2026-11-20T16:30:00Z",
                 "newest":"2026-11-20T17:30:00Z"}],"unread":0}""");
    }

    private static void everybodyReplaysNothing() {
        SuiteService.ALL.forEach(service -> suite.answer(service, post("/v1/dead-letters/replay"), NOTHING_REPLAYED));
    }

    private static void estimatesOfTheClassifier() {
        suite.answer(FakeSuite.CLASSIFIER, post("/v1/dead-letters/replay"), """
                {"matched":5,"replayed":0,"keys":["a","b","c","d"],"unread":0,"estimates":[
                 {"feature":"ticket-triage","provider":"primary","model":"gpt-4o-mini","messages":3,"inputTokens":1200,
                  "maxOutputTokens":2400},
                 {"feature":"ticket-urgent","provider":"primary","model":"house-model","messages":1,"inputTokens":400,
                  "maxOutputTokens":800}]}""");
    }
}
