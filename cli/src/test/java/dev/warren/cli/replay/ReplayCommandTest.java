package dev.warren.cli.replay;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.cli.Cli;
import dev.warren.cli.FakeSuite;
import dev.warren.cli.FakeSuite.Ran;
import dev.warren.cli.session.SuiteService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayCommandTest {

    private static final String FEATURES = "/v1/features";
    private static final String REPLAYS = "/v1/replays";

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
    void theSummarizerHasTheFeature() {
        suite.reset();
        suite.answer(FakeSuite.CLASSIFIER, get(FEATURES), """
                {"service":"classifier","features":[{"name":"ticket-triage","providers":["local"]}],
                 "providers":[{"name":"local","model":null}]}""");
        suite.answer(FakeSuite.SUMMARIZER, get(FEATURES), """
                {"service":"summarizer","features":[{"name":"email-summary","providers":["primary","local"]}],
                 "providers":[{"name":"local","model":null},{"name":"primary","model":"gpt-4o-mini"},
                  {"name":"secondary","model":"house-model"}]}""");
        suite.answer(FakeSuite.SUMMARIZER, post(REPLAYS), replay("waiting", "\"queued behind another replay\"", 0));
        Map.of("0", "0", "1000", "0.00015", "10000", "0.0015", "120000", "0.018")
                .forEach((tokens, amount) -> suite.answer(
                        SuiteService.LEDGER,
                        get(urlPathEqualTo("/v1/prices/quote"))
                                .withQueryParam("model", equalTo("gpt-4o-mini"))
                                .withQueryParam("inputTokens", equalTo(tokens)),
                        """
                        {"currency":"USD","amount":"%1$s","atMost":"%1$s","maxPerMillion":"0.6","free":false}""".formatted(amount)));
    }

    @Test
    void aReplayIsFollowedToItsEnd() {
        // Given
        next(STARTED, "waits", replay("waiting", "\"live traffic has priority\"", 0));
        next("waits", "is away", "");
        next("is away", "runs", replay("running", "null", 10));
        next("runs", "runs", replay("done", "null", 1200));

        // When
        Ran ran = suite.run("replay", "--feature", "email-summary", "--from", "24h", "--name", "new-prompt");

        // Then
        assertThat(ran.out()).isEqualTo("""
                new-prompt started; press Ctrl-C to abort it.
                new-prompt  waiting  0%  read 0  completed 0  failed 0  cost 0 USD  (live traffic has priority)
                new-prompt  running  0%  read 10  completed 10  failed 0  cost 0.00015 USD
                name         new-prompt
                state        done
                feature      email-summary of summarizer
                period       2026-11-19T18:00:00Z to 2026-11-20T18:00:00Z
                rate         10 events/s
                by           ada
                reached      100%
                events       1,200 read, 0 not for this feature, 1,200 completed (0 reused), 0 failed
                cost         0.018 USD

                PROVIDER  MODEL        CALLS  TOKENS IN  CACHED  OUT       COST
                primary   gpt-4o-mini   1200     120000       0    0  0.018 USD
                """);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
    }

    @Test
    void theOrderSaysAllThatWasAskedFor() {
        // When
        Ran ran = suite.run(
                "replay",
                "--feature=email-summary",
                "--from=2026-11-19",
                "--to=1h",
                "--type=mail.*",
                "--providers=primary",
                "--rate=2.5",
                "--budget=2.50",
                "--max-events=100",
                "--name=new-prompt",
                "--by=ada",
                "--detach");

        // Then
        assertThat(ran.out()).isEqualTo("""
                Budget: 2.50 USD is at least 4166666 tokens (most expensive model: 0.6 USD per million).
                new-prompt started; ./warren replays new-prompt shows its progress.
                """);
        assertThat(ran.code()).isZero();
        suite.server(FakeSuite.SUMMARIZER)
                .verify(postRequestedFor(urlEqualTo(REPLAYS)).withRequestBody(equalToJson("""
                        {"name":"new-prompt","feature":"email-summary","from":"2026-11-19T00:00:00Z",
                         "to":"2026-11-20T17:00:00Z","type":"mail.*","providers":["primary"],"rate":2.5,"maxEvents":100,
                         "maxTokens":4166666,"by":"ada"}""")));
        suite.server(FakeSuite.CLASSIFIER).verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void aBudgetThatCannotBeCheckedIsRefused() {
        assertRefused("there is no price for model house-model of provider secondary", "--providers", "secondary");
    }

    @Test
    void whereNobodyCostsAnythingABudgetKeepsOutWhoeverDoes() {
        // When
        Ran ran = suite.run(
                "replay",
                "--feature=email-summary",
                "--from=1h",
                "--providers=local",
                "--budget=2.50",
                "--name=free",
                "--detach");

        // Then
        assertThat(ran.out()).startsWith("Budget: every provider that may be called is free.\n");
        assertThat(ran.code()).isZero();
        suite.server(FakeSuite.SUMMARIZER)
                .verify(postRequestedFor(urlEqualTo(REPLAYS))
                        .withRequestBody(matchingJsonPath("$[?(@.maxTokens == 1)]")));
    }

    @Test
    void withoutTheLedgerNoBudgetHolds() {
        // Given
        suite.silence(SuiteService.LEDGER);

        // When
        Ran ran = suite.run("replay", "--feature", "email-summary", "--from", "1h", "--budget", "1");

        // Then
        assertThat(ran.err()).contains("cost-ledger does not answer");
        assertThat(ran.code()).isEqualTo(5);
        suite.server(FakeSuite.SUMMARIZER).verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void aFeatureThatNobodyHasIsRefusedWithThoseThatThereAre() {
        // When
        Ran ran = suite.run("replay", "--feature", "mail-summary", "--from", "1h");

        // Then
        assertThat(ran.err())
                .isEqualTo("warren: there is no feature 'mail-summary'; there are ticket-triage, email-summary\n");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void aFeatureThatASilentServiceMayHaveIsNotCalledUnknown() {
        // Given
        suite.silence(FakeSuite.SUMMARIZER);

        // When
        Ran ran = suite.run("replay", "--feature", "email-summary", "--from", "1h");

        // Then
        assertThat(ran.err()).startsWith("warren: summarizer does not answer");
        assertThat(ran.code()).isEqualTo(5);
    }

    @Test
    void aReplayThatEndsEarlyIsAFailure() {
        // Given
        suite.answer(
                FakeSuite.SUMMARIZER,
                get(REPLAYS + "/new-prompt"),
                replay("exhausted", "\"its budget of 1000 tokens is used up\"", 3));

        // When
        Ran ran = suite.run("replays", "new-prompt", "--follow");

        // Then
        assertThat(ran.out()).contains("state        exhausted (its budget of 1000 tokens is used up)");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void replaysOfAllServicesAreOneTable() {
        // Given
        suite.answer(FakeSuite.CLASSIFIER, get(REPLAYS), "{\"service\":\"classifier\",\"replays\":[]}");
        suite.answer(
                FakeSuite.SUMMARIZER,
                get(REPLAYS),
                "{\"service\":\"summarizer\",\"replays\":[%s]}".formatted(replay("running", "null", 100)));

        // When
        Ran ran = suite.run("replays");

        // Then
        assertThat(ran.out()).isEqualTo("""
                NAME        FEATURE        STATE    %  READ  COMPLETED  FAILED        COST  BY
                new-prompt  email-summary  running  0   100        100       0  0.0015 USD  ada
                """);
        assertThat(ran.code()).isZero();
    }

    @Test
    void aReplayIsAbortedWhereItRuns() {
        // Given
        suite.answer(FakeSuite.SUMMARIZER, get(REPLAYS + "/new-prompt"), replay("running", "null", 5));
        suite.answer(FakeSuite.SUMMARIZER, post(REPLAYS + "/new-prompt/abort"), replay("aborted", "null", 5));

        // When
        Ran ran = suite.run("replay", "abort", "new-prompt");

        // Then
        assertThat(ran).isEqualTo(new Ran(0, "new-prompt is aborted after 5 completed events.\n", ""));
    }

    @Test
    void aNameThatNobodyKnowsIsRefused() {
        assertThat(suite.run("replay", "abort", "old").err())
                .isEqualTo("warren: there is no replay 'old'; see ./warren replays\n");
        assertThat(suite.run("replays", "old").code()).isEqualTo(1);
    }

    @Test
    void anInterruptionAbortsTheReplay() throws Exception {
        // Given
        suite.answer(FakeSuite.SUMMARIZER, get(REPLAYS + "/new-prompt"), replay("running", "null", 5));
        suite.answer(FakeSuite.SUMMARIZER, post(REPLAYS + "/new-prompt/abort"), replay("aborted", "null", 5));
        Process command = launch("replay", "--feature", "email-summary", "--from", "1h");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> suite.server(FakeSuite.SUMMARIZER)
                                .findAll(getRequestedFor(urlEqualTo(REPLAYS + "/new-prompt")))
                                .size()
                        > 1);

        // When
        command.toHandle().destroy();

        // Then
        assertThat(command.waitFor()).isNotZero();
        suite.server(FakeSuite.SUMMARIZER).verify(1, postRequestedFor(urlEqualTo(REPLAYS + "/new-prompt/abort")));
        assertThat(new String(command.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("new-prompt is aborted");
    }

    private static void assertRefused(String why, String... more) {
        String[] command = {"replay", "--feature", "email-summary", "--from", "1h", "--budget", "1", more[0], more[1]};
        Ran ran = suite.run(command);
        assertThat(ran.err()).contains(why);
        assertThat(ran.code()).isEqualTo(1);
        suite.server(FakeSuite.SUMMARIZER).verify(0, postRequestedFor(anyUrl()));
    }

    private static Process launch(String... command) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Cli.class.getName());
        builder.command().addAll(List.of(command));
        builder.environment().putAll(suite.environment());
        return builder.start();
    }

    /** One answer of the service while it is asked again and again; an empty one is that it is away. */
    private static void next(String state, String after, String body) {
        suite.server(FakeSuite.SUMMARIZER)
                .stubFor(get(REPLAYS + "/new-prompt")
                        .inScenario("life")
                        .whenScenarioStateIs(state)
                        .willSetStateTo(after)
                        .willReturn(
                                body.isEmpty()
                                        ? FakeSuite.problem(503, "Away", "The database is unavailable.")
                                        : FakeSuite.json(body)));
    }

    private static String replay(String state, String why, int events) {
        return """
                {"name":"new-prompt","service":"summarizer","feature":"email-summary","from":"2026-11-19T18:00:00Z",
                 "to":"2026-11-20T18:00:00Z","providers":[],"rate":10,"by":"ada","state":"%s","why":%s,"read":%d,
                 "matched":%d,"completed":%d,"failed":0,"skipped":0,"reused":0,"calls":%d,"tokens":[{"provider":"primary",
                 "model":"gpt-4o-mini","calls":%d,"inputTokens":%d,"cachedInputTokens":0,"outputTokens":0,"uncounted":0}]}""".formatted(state, why, events, events, events, events, events, events * 100);
    }
}
