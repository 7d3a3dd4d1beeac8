package dev.warren.cli.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.FakeSuite;
import dev.warren.cli.FakeSuite.Ran;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.SuiteService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProvidersCommandTest {

    private static final String SPEND = "/v1/spend?by=provider%2Cmodel%2Cfeature&from=2026-11-20T00%3A00%3A00Z";

    private final FakeSuite suite = new FakeSuite();

    @BeforeEach
    void twoServices() {
        suite.answer(FakeSuite.CLASSIFIER, get(urlEqualTo("/v1/features")), "{\"features\":[{\"name\":\"triage\"}]}");
        suite.answer(FakeSuite.SUMMARIZER, get(urlEqualTo("/v1/features")), "{\"features\":[{\"name\":\"digest\"}]}");
        suite.answer(FakeSuite.CLASSIFIER, get(urlEqualTo("/v1/providers")), """
                {"service":"classifier","providers":[
                 {"name":"cheap","model":"gpt-4o-mini","onLedger":"openai","state":"ready","restSeconds":0,"limit":32,
                  "inFlight":3,"waiting":0,"calls":120,"medianMillis":412,"errorShare":0.025},
                 {"name":"good","model":"gpt-4o","onLedger":"good","state":"key-refused","restSeconds":0,"limit":32,
                  "keyRefusedSince":"2026-11-20T17:56:00Z","inFlight":0,"waiting":0,"calls":0}]}""");
        suite.answer(FakeSuite.SUMMARIZER, get(urlEqualTo("/v1/providers")), """
                {"service":"summarizer","providers":[
                 {"name":"local","model":"MiniLM","state":"ready","restSeconds":0,"limit":2,"inFlight":0,"waiting":0,
                  "calls":0}]}""");
        suite.answer(SuiteService.LEDGER, get(urlEqualTo(SPEND)), """
                {"groups":[
                 {"provider":"openai","feature":"triage","amount":"0.250000","currency":"USD"},
                 {"provider":"openai","feature":"provider-test","amount":"0.01","currency":"USD"},
                 {"provider":"openai","feature":"digest","amount":"7","currency":"USD"}]}""");
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void theProvidersOfAllServicesAreShownWithWhatWasSpentToday() {
        // When
        Ran ran = suite.run("providers");

        // Then
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "SERVICE | PROVIDER | MODEL | STATE | IN FLIGHT | WAITING | CALLS | P50 | ERRORS | SPENT TODAY",
                        "classifier | cheap | gpt-4o-mini | ready | 3 of 32 | 0 | 120 | 412 ms | 2.5 % | 0.26 USD",
                        "classifier | good | gpt-4o | key-refused for 4 min | 0 of 32 | 0 | 0 | - | - | -",
                        "summarizer | local | MiniLM | ready | 0 of 2 | 0 | 0 | - | - | -");
    }

    @Test
    void whatTwoProvidersHaveInCommonOnTheLedgerIsToldApartByTheModel() {
        // Given
        suite.answer(FakeSuite.CLASSIFIER, get(urlEqualTo("/v1/features")), """
                {"features":[{"name":"triage"},{"name":"routing","models":{"good":"gpt-4.1"}}]}""");
        suite.answer(FakeSuite.CLASSIFIER, get(urlEqualTo("/v1/providers")), """
                {"service":"classifier","providers":[
                 {"name":"cheap","model":"gpt-4o-mini","onLedger":"openai","state":"ready","calls":0},
                 {"name":"good","model":"gpt-4o","onLedger":"openai","state":"ready","calls":0}]}""");
        suite.answer(SuiteService.LEDGER, get(urlEqualTo(SPEND)), """
                {"groups":[
                 {"provider":"openai","model":"gpt-4o-mini","feature":"triage","amount":"0.1","currency":"USD"},
                 {"provider":"openai","model":"gpt-4o-mini","feature":"provider-test","amount":"0.01","currency":"USD"},
                 {"provider":"openai","model":"gpt-4o","feature":"triage","amount":"2","currency":"USD"},
                 {"provider":"openai","model":"gpt-4.1","feature":"routing","amount":"5","currency":"USD"}]}""");

        // When
        Ran ran = suite.run("providers");

        // Then
        assertThat(ran.out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .anyMatch(line -> line.startsWith("classifier | cheap") && line.endsWith("| 0.11 USD"))
                .anyMatch(line -> line.startsWith("classifier | good") && line.endsWith("| 7 USD"));
    }

    @Test
    void forScriptsTheyAreADocument() throws Exception {
        // When
        JsonNode document =
                ServiceJson.MAPPER.readTree(suite.run("providers", "--json").out());

        // Then
        assertThat(document.at("/providers/0/service").asText()).isEqualTo("classifier");
        assertThat(document.at("/providers/0/spentToday/USD").asText()).isEqualTo("0.260000");
        assertThat(document.at("/missing")).isEmpty();
    }

    @Test
    void aServiceThatDoesNotAnswerIsSaidBesideTheOthers() {
        // Given
        suite.silence(FakeSuite.SUMMARIZER);
        suite.silence(SuiteService.LEDGER);

        // When
        Ran ran = suite.run("providers");

        // Then
        assertThat(ran.code()).isEqualTo(5);
        assertThat(ran.out()).contains("cheap", "?");
        assertThat(ran.err()).contains("summarizer does not answer", "cost-ledger does not answer");
    }

    @Test
    void aTestShowsWhatWorksAndWhetherThereIsAPrice() {
        // Given
        answerTrial("works");
        suite.answer(
                SuiteService.LEDGER, get(urlEqualTo("/v1/prices/applied?provider=openai&model=gpt-4o-mini")), "{}");

        // When
        Ran ran = suite.run("providers", "test", "cheap");

        // Then
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines().toList().getLast().replaceAll(" {2,}", " | "))
                .isEqualTo(
                        "classifier | cheap | gpt-4o-mini | answered | 412 ms | works | works | works | works | works");
    }

    @Test
    void whatDoesNotWorkIsAFailure() {
        // Given
        answerTrial("works");

        // When
        Ran noPrice = suite.run("providers", "test", "cheap");
        answerTrial("fails");
        Ran noSchema = suite.run("providers", "test", "cheap", "--json");

        // Then
        assertThat(noPrice.code()).isEqualTo(1);
        assertThat(noPrice.out()).contains("fails");
        assertThat(noSchema.code()).isEqualTo(1);
        assertThat(noSchema.out()).contains("\"price\" : \"fails\"");
    }

    @Test
    void aProviderThatNobodyHasIsAFailure() {
        // When
        Ran ran = suite.run("providers", "test", "cheep");

        // Then
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("no AI service has a provider 'cheep'");
    }

    private void answerTrial(String jsonSchema) {
        suite.answer(FakeSuite.CLASSIFIER, post(urlPathEqualTo("/v1/providers/cheap/test")), """
                {"service":"classifier","provider":"cheap","onLedger":"openai","model":"gpt-4o-mini","outcome":"answered",
                 "millis":412,"key":"works","knowsModel":"works","jsonSchema":"%s","usage":"works"}""".formatted(jsonSchema));
    }
}
