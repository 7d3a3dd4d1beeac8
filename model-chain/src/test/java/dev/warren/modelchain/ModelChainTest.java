package dev.warren.modelchain;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.warren.modelchain.FakeEndpoint.brokenConnection;
import static dev.warren.modelchain.FakeEndpoint.content;
import static dev.warren.modelchain.FakeEndpoint.ended;
import static dev.warren.modelchain.FakeEndpoint.error;
import static dev.warren.modelchain.FakeEndpoint.garbage;
import static dev.warren.modelchain.FakeEndpoint.label;
import static dev.warren.modelchain.FakeEndpoint.stalling;
import static dev.warren.modelchain.FakeEndpoint.status;
import static dev.warren.modelchain.FakeEndpoint.withoutUsage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.contracts.v1.ProviderReport;
import dev.warren.modelchain.ModelChain.Answered;
import dev.warren.modelchain.ending.FeatureFailedException;
import dev.warren.modelchain.ending.RetryableFailureException;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallLogEntry;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.TokenCounts;
import dev.warren.modelchain.testing.Verdict;
import dev.warren.testing.PrivateDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeEndpoints.class)
@QuarkusTestResource(PrivateDatabase.class)
class ModelChainTest {

    private static final String TEXT = "My invoice is wrong";

    @Inject
    ModelChain chain;

    @Inject
    Features features;

    @Inject
    CircuitBreakerMaintenance breakers;

    @Inject
    MeterRegistry meters;

    @Inject
    SlowReader slowReader;

    @Inject
    TestSkill skill;

    FakeEndpoint primary;
    FakeEndpoint secondary;

    private static boolean warm;

    private final CallLog log = new CallLog();

    @BeforeEach
    void healthy() {
        breakers.resetAll();
        primary.responds(label("billing"));
        secondary.responds(label("shipping"));
        warmUp();
    }

    /** The very first call of a process may take longer than the tests give it. */
    private void warmUp() {
        if (!warm) {
            await().until(() -> answer("triage", new CallLog()).provider().equals("primary"));
            warm = true;
            healthy();
        }
    }

    @Test
    void theFirstProviderThatAnswersEndsTheChain() {
        // When
        Answered answered = answer("triage", log);

        // Then
        assertThat(answered.provider()).isEqualTo("primary");
        assertThat(answered.model()).isEqualTo("first");
        assertThat(labelOf(answered)).isEqualTo("billing");
        assertThat(attempts()).containsExactly("primary 1 answered");
        assertThat(log.calls().getFirst().tokens()).isEqualTo(new TokenCounts(100, 64, 7, 2, true));
        assertThat(primary.requests()).hasSize(1);
        assertThat(secondary.requests()).isEmpty();
    }

    @Test
    void theRequestCarriesKeyModelLimitAndSchema() {
        // When
        answer("triage", log);

        // Then
        var request = primary.requests().getFirst();
        assertThat(request.getUrl()).isEqualTo("/v1/chat/completions");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer secret-1");
        assertThat(request.getBodyAsString())
                .contains(
                        "\"model\" : \"first\"",
                        "\"max_completion_tokens\" : 800",
                        "\"json_schema\"",
                        "\"name\" : \"Word\"");
    }

    @Test
    void theRequestHasNothingThatNobodyAskedFor() throws IOException {
        // When
        answer("triage", log);

        // Then
        JsonNode request =
                new ObjectMapper().readTree(primary.requests().getFirst().getBodyAsString());
        assertThat(request.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("model", "messages", "max_completion_tokens", "response_format");
        assertThat(request.at("/response_format/type").asText()).isEqualTo("json_schema");
        assertThat(request.at("/response_format/json_schema/strict").asBoolean())
                .isTrue();
        JsonNode schema = request.at("/response_format/json_schema/schema");
        assertThat(schema.at("/properties/label/enum"))
                .extracting(JsonNode::asText)
                .containsExactly("billing", "shipping");
        assertThat(schema.get("required")).hasSize(3);
        assertThat(schema.get("additionalProperties").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 408, 409, 418, 422, 429, 500, 501, 502, 503, 504, 529})
    void anErrorIsNoTokensForCertainAndSaysItsStatusAndCode(int status) {
        // Given
        primary.responds(error(status, "some_code"));

        // When
        answer("triage", log);

        // Then
        CallLogEntry call = log.calls().getFirst();
        assertThat(call.tokens()).isEqualTo(TokenCounts.NONE);
        assertThat(call.attempted().status()).isEqualTo(status);
        assertThat(call.attempted().error()).isEqualTo("some_code");
        assertThat(log.calls().getLast().attempted().error()).isNull();
        assertThat(log.calls().getLast().attempted().status()).isNull();
    }

    @Test
    void anErrorThatCountsTokensIsBookedWithThem() {
        // Given
        primary.responds(status(400)
                .withBody("{\"error\":{\"code\":\"content_filter\"},"
                        + "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":0,\"total_tokens\":100}}"));

        // When
        answer("triage", log);

        // Then
        assertThat(attempts()).containsExactly("primary 1 refused", "secondary 1 answered");
        assertThat(log.calls().getFirst().tokens()).isEqualTo(new TokenCounts(100, 0, 0, 0, true));
    }

    @Test
    void whatWasSentAndNeverAnsweredIsUnknown() {
        // Given
        primary.responds(stalling(), brokenConnection(), label("billing"));

        // When
        answer("triage", log);

        // Then
        assertThat(attempts()).containsExactly("primary 1 timeout", "primary 2 unavailable", "primary 3 answered");
        assertThat(log.calls()).extracting(call -> call.tokens().known()).containsExactly(false, false, true);
        assertThat(log.calls().getFirst().attempted().status()).isNull();
    }

    @Test
    void aRefusalIsBookedAndItsWordsAreNotKept() {
        // Given
        String reason = "I cannot say what this is about. ".repeat(100);
        primary.responds(
                ended("stop", "{\"role\":\"assistant\",\"content\":null,\"refusal\":\"%s\"}".formatted(reason)));

        // When
        Answered answered = answer("triage", log);

        // Then
        assertThat(answered.provider()).isEqualTo("secondary");
        assertThat(attempts()).containsExactly("primary 1 refused", "secondary 1 answered");
        CallLogEntry call = log.calls().getFirst();
        assertThat(call.tokens()).isEqualTo(new TokenCounts(100, 0, 800, 0, true));
        assertThat(call.attempted().error()).isEqualTo("refusal");
        assertThat(call.attempted().status()).isNull();
    }

    @Test
    void anErrorThatComesAsAnAnswerIsAnError() {
        // Given
        primary.responds(
                okJson("{\"error\":{\"code\":429,\"message\":\"slow down\"}}"),
                okJson("{\"error\":{\"type\":\"server_error\"}}"),
                okJson("{\"error\":{\"code\":401,\"message\":\"who are you\"}}"));

        // When
        answer("triage", log);

        // Then
        assertThat(attempts())
                .containsExactly(
                        "primary 1 rate-limited",
                        "primary 2 unavailable",
                        "primary 3 unavailable",
                        "secondary 1 answered");
        assertThat(log.calls().subList(0, 3)).extracting(CallLogEntry::tokens).containsOnly(TokenCounts.NONE);
    }

    @Test
    void whatAFilterTookAwayIsRefused() {
        // Given
        primary.responds(ended("content_filter", "{\"role\":\"assistant\",\"content\":\"\"}"));

        // When
        answer("triage", log);

        // Then
        assertThat(attempts()).containsExactly("primary 1 refused", "secondary 1 answered");
        assertThat(log.calls().getFirst().attempted().error()).isEqualTo("content_filter");
        assertThat(log.calls().getFirst().tokens().output()).isEqualTo(800);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":\"assistant\",\"content\":\"\"}",
                "{\"role\":\"assistant\",\"content\":null}",
                "{\"role\":\"assistant\",\"content\":\"{\\\"label\\\":\\\"bill\"}",
                "{\"role\":\"assistant\",\"content\":\"{\\\"label\\\":\\\"nonsense\\\",\\\"confidence\\\":1}\"}"
            })
    void anAnswerThatIsCutOffIsNotBoughtAgain(String message) {
        // Given
        primary.responds(ended("length", message));

        // When
        Answered answered = answer("triage", log);

        // Then
        assertThat(answered.provider()).isEqualTo("secondary");
        assertThat(attempts()).containsExactly("primary 1 malformed", "secondary 1 answered");
        assertThat(primary.requests()).hasSize(1);
        assertThat(log.calls().getFirst().attempted().error()).isEqualTo("truncated");
        assertThat(log.calls().getFirst().tokens().output()).isEqualTo(800);
    }

    @Test
    void whereEveryAnswerIsCutOffThatIsTheReason() {
        // Given
        primary.responds(ended("length", "{\"role\":\"assistant\",\"content\":\"\"}"));
        secondary.responds(ended("length", "{\"role\":\"assistant\",\"content\":\"\"}"));

        // When
        Throwable thrown = catchThrowable(() -> answer("remote-only", log));

        // Then
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        FeatureFailedException.class, e -> assertThat(e.code()).isEqualTo("truncated"))
                .hasMessageContaining("truncated, truncated");
    }

    @Test
    void anAnswerThatIsAllThereIsOneAlthoughItHasTheMostTokens() {
        // Given
        primary.responds(ended(
                "length",
                "{\"role\":\"assistant\",\"content\":\"{\\\"label\\\":\\\"billing\\\",\\\"confidence\\\":1}\"}"));

        // When
        answer("triage", log);

        // Then
        assertThat(attempts()).containsExactly("primary 1 answered");
        assertThat(log.calls().getFirst().attempted().error()).isNull();
    }

    @Test
    void theModelThatWasServedAndTheIdOfTheCallAreReported() {
        // When
        answer("triage", log);

        // Then
        assertThat(log.calls().getFirst().said().reported())
                .isEqualTo(new ProviderReport("c-1", "fake-2026", null, null, List.of()));
    }

    @Test
    void everyRepetitionIsACallOfItsOwn() {
        // Given
        primary.responds(status(500), status(429), label("billing"));

        // When
        Answered answered = answer("triage", log);

        // Then
        assertThat(answered.provider()).isEqualTo("primary");
        assertThat(attempts()).containsExactly("primary 1 unavailable", "primary 2 rate-limited", "primary 3 answered");
        assertThat(log.calls().stream().map(call -> call.id().orElseThrow()).distinct())
                .hasSize(3);
        assertThat(log.calls().getFirst().tokens()).isEqualTo(TokenCounts.NONE);
        assertThat(primary.requests()).hasSize(3);
    }

    @Test
    void repetitionEndsAndTheNextProviderAnswers() {
        // Given
        primary.responds(status(503));

        // When
        Answered answered = answer("triage", log);

        // Then
        assertThat(answered.provider()).isEqualTo("secondary");
        assertThat(attempts())
                .containsExactly(
                        "primary 1 unavailable",
                        "primary 2 unavailable",
                        "primary 3 unavailable",
                        "secondary 1 answered");
        assertThat(primary.requests()).hasSize(3);
    }

    @Test
    void aStallingProviderIsGivenUpAfterItsTimeout() {
        // Given
        primary.responds(stalling());

        // When
        Answered answered = answer("triage", log);

        // Then
        assertThat(answered.provider()).isEqualTo("secondary");
        assertThat(attempts())
                .containsExactly("primary 1 timeout", "primary 2 timeout", "primary 3 timeout", "secondary 1 answered");
        assertThat(log.calls().getFirst().millis()).isBetween(350L, 2_000L);
    }

    @Test
    void anAnswerThatIsReadWhenItsTimeIsOverIsNotBoughtAgain() {
        // Given
        slowReader.untilTimeIsOver();

        // When
        Answered answered = answer("triage", log);

        // Then
        assertThat(labelOf(answered)).isEqualTo("billing");
        assertThat(attempts()).containsExactly("primary 1 answered");
        assertThat(primary.requests()).hasSize(1);
    }

    @Test
    void aBrokenConnectionIsRepeated() {
        // Given
        primary.responds(brokenConnection(), label("billing"));

        // When
        Answered answered = answer("triage", log);

        // Then
        assertThat(answered.provider()).isEqualTo("primary");
        assertThat(attempts()).containsExactly("primary 1 unavailable", "primary 2 answered");
    }

    @Test
    void aRefusalIsNotRepeated() {
        // Given
        primary.responds(status(400));

        // When
        Answered answered = answer("triage", log);

        // Then
        assertThat(answered.provider()).isEqualTo("secondary");
        assertThat(attempts()).containsExactly("primary 1 refused", "secondary 1 answered");
        assertThat(primary.requests()).hasSize(1);
    }

    @Test
    void aWrongKeyIsNotRepeated() {
        // Given
        primary.responds(status(401));

        // When
        answer("triage", log);

        // Then
        assertThat(attempts()).containsExactly("primary 1 unavailable", "secondary 1 answered");
    }

    @Test
    void aLabelOutsideOfTheVocabularyIsAskedAgainAndSaysWhy() {
        // Given
        primary.responds(label("nonsense"), label("billing"));

        // When
        Answered answered = answer("triage", log);

        // Then
        assertThat(labelOf(answered)).isEqualTo("billing");
        assertThat(attempts()).containsExactly("primary 1 malformed", "primary 2 answered");
        assertThat(log.calls().getFirst().tokens()).isEqualTo(new TokenCounts(100, 64, 7, 2, true));
        assertThat(primary.requests().getLast().getBodyAsString()).contains("The label is not in the list.");
    }

    @Test
    void anUnreadableAnswerIsAskedAgainOnceOnly() {
        // Given
        primary.responds(content("I think it is billing"));

        // When
        Answered answered = answer("triage", log);

        // Then
        assertThat(answered.provider()).isEqualTo("secondary");
        assertThat(attempts()).containsExactly("primary 1 malformed", "primary 2 malformed", "secondary 1 answered");
        assertThat(primary.requests()).hasSize(2);
    }

    @Test
    void aPageInsteadOfAnAnswerIsMalformed() {
        // Given
        primary.responds(garbage());

        // When
        Answered answered = answer("triage", log);

        // Then
        assertThat(answered.provider()).isEqualTo("secondary");
        assertThat(attempts()).containsExactly("primary 1 malformed", "primary 2 malformed", "secondary 1 answered");
    }

    @Test
    void withoutACountTheTokensAreUnknown() {
        // Given
        primary.responds(withoutUsage("billing"));

        // When
        answer("triage", log);

        // Then
        assertThat(log.calls().getFirst().tokens()).isEqualTo(TokenCounts.UNKNOWN);
    }

    @Test
    void theEmbeddedProviderAnswersWhenBothEndpointsAreDown() {
        // Given
        primary.responds(status(500));
        secondary.responds(status(500));

        // When
        Answered answered = answer("triage", log);

        // Then
        assertThat(answered.provider()).isEqualTo("local");
        assertThat(labelOf(answered)).isEqualTo("billing");
        assertThat(attempts()).hasSize(7).last().isEqualTo("local 1 answered");
        assertThat(log.calls().getLast().tokens().known()).isTrue();
    }

    @Test
    void anOutageOpensTheCircuitAndNoCallIsMadeUntilItCloses() {
        // Given
        primary.responds(status(500));
        IntStream.range(0, 3).forEach(i -> answer("triage", new CallLog()));
        int asked = primary.requests().size();

        // When
        answer("triage", log);

        // Then
        assertThat(attempts()).containsExactly("primary 0 circuit-open", "secondary 1 answered");
        assertThat(log.calls().getFirst().id()).isEmpty();
        assertThat(primary.requests()).hasSize(asked);
        primary.responds(label("billing"));
        await().until(() -> answer("triage", new CallLog()).provider().equals("primary"));
    }

    @Test
    void refusalsDoNotOpenTheCircuit() {
        // Given
        primary.responds(status(400));
        IntStream.range(0, 12).forEach(i -> answer("triage", new CallLog()));

        // When
        answer("triage", log);

        // Then
        assertThat(attempts()).containsExactly("primary 1 refused", "secondary 1 answered");
    }

    @Test
    void aChainThatIsDownMayAnswerLater() {
        // Given
        primary.responds(status(400));
        secondary.responds(status(503));

        // When
        Throwable thrown = catchThrowable(() -> answer("remote-only", log));

        // Then
        assertThat(thrown).isInstanceOf(RetryableFailureException.class).hasMessageContaining("refused, unavailable");
        assertThat(log.calls()).hasSize(4);
    }

    @Test
    void aProviderThatIsUnknownOrNotConfiguredIsNotAsked() {
        // When
        Throwable thrown = catchThrowable(() -> chain.answer(question("triage"), List.of("cloud"), log, () -> {}));

        // Then
        assertThat(thrown).isInstanceOfSatisfying(FeatureFailedException.class, e -> assertThat(e.code())
                .isEqualTo("no-such-provider"));
    }

    @Test
    void aFeatureThatDoesNotNameTheEmbeddedModelsCanBeAskedOfThemAllTheSame() {
        // When
        Answered answered = chain.answer(question("remote-only"), List.of("local"), log, () -> {});

        // Then
        assertThat(answered.provider()).isEqualTo("local");
        assertThat(labelOf(answered)).isEqualTo("billing");
    }

    @Test
    void aChainThatRefusesWillNeverAnswer() {
        // Given
        primary.responds(status(400));
        secondary.responds(status(422));

        // When
        Throwable thrown = catchThrowable(() -> answer("remote-only", log));

        // Then
        assertThat(thrown).isInstanceOfSatisfying(FeatureFailedException.class, e -> assertThat(e.code())
                .isEqualTo("refused"));
    }

    @Test
    void embeddedModelsDoNotComputeOnTheThreadsThatCarryVirtualOnes() throws InterruptedException {
        // Given
        primary.responds(status(400));
        secondary.responds(status(400));

        // When
        Thread.startVirtualThread(() -> answer("triage", log)).join();

        // Then
        assertThat(attempts()).endsWith("local 1 answered");
        assertThat(skill.computedOn().isVirtual()).isFalse();
        assertThat(skill.computedOn().getName()).startsWith("inference-");
    }

    @Test
    void theBodyOfAnErrorIsNoTagOfAMeterAndKeepsNoMemory() {
        // Given
        primary.responds(status(400));

        // When
        answer("triage", log);

        // Then
        assertThat(meters.find("gen_ai.client.operation.duration").meters()).isEmpty();
    }

    private Answered answer(String feature, CallLog to) {
        return chain.answer(question(feature), feature(feature).providers(), to, () -> {});
    }

    private Question question(String feature) {
        return Question.of(feature(feature), TEXT, CallAttributions.SOMEBODY);
    }

    private Feature feature(String name) {
        return features.all().stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String labelOf(Answered answered) {
        return ((Verdict) answered.answer().output()).word();
    }

    private List<String> attempts() {
        return log.calls().stream().map(ModelChainTest::words).toList();
    }

    private static String words(CallLogEntry call) {
        return call.provider() + " " + call.attempt() + " " + call.outcome().word();
    }
}
