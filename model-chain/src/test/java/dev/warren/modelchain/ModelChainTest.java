package dev.warren.modelchain;

import static dev.warren.modelchain.FakeEndpoint.brokenConnection;
import static dev.warren.modelchain.FakeEndpoint.content;
import static dev.warren.modelchain.FakeEndpoint.garbage;
import static dev.warren.modelchain.FakeEndpoint.label;
import static dev.warren.modelchain.FakeEndpoint.stalling;
import static dev.warren.modelchain.FakeEndpoint.status;
import static dev.warren.modelchain.FakeEndpoint.withoutUsage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.warren.contracts.v1.Output;
import dev.warren.modelchain.ModelChain.Answered;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.provider.Call;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.Tokens;
import dev.warren.testing.PrivateDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
        assertThat(log.calls().getFirst().tokens()).isEqualTo(new Tokens(100, 64, 7, 2, true));
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
        assertThat(log.calls().getFirst().tokens().known()).isFalse();
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
        assertThat(log.calls().getFirst().tokens()).isEqualTo(new Tokens(100, 64, 7, 2, true));
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
        assertThat(log.calls().getFirst().tokens()).isEqualTo(Tokens.UNKNOWN);
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
        assertThat(thrown).isInstanceOf(TryLaterException.class).hasMessageContaining("refused, unavailable");
        assertThat(log.calls()).hasSize(4);
    }

    @Test
    void aProviderThatIsUnknownOrNotConfiguredIsNotAsked() {
        // When
        Throwable thrown = catchThrowable(() -> chain.answer(question("triage"), List.of("cloud"), log));

        // Then
        assertThat(thrown).isInstanceOfSatisfying(GiveUpException.class, e -> assertThat(e.code())
                .isEqualTo("no-such-provider"));
    }

    @Test
    void aFeatureThatDoesNotNameTheEmbeddedModelsCanBeAskedOfThemAllTheSame() {
        // When
        Answered answered = chain.answer(question("remote-only"), List.of("local"), log);

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
        assertThat(thrown).isInstanceOfSatisfying(GiveUpException.class, e -> assertThat(e.code())
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
        return chain.answer(question(feature), feature(feature).providers(), to);
    }

    private Question question(String feature) {
        return Question.of(feature(feature), TEXT, Payers.SOMEBODY);
    }

    private Feature feature(String name) {
        return features.all().stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String labelOf(Answered answered) {
        return ((Output.Classification) answered.answer().output()).label();
    }

    private List<String> attempts() {
        return log.calls().stream().map(ModelChainTest::words).toList();
    }

    private static String words(Call call) {
        return call.provider() + " " + call.attempt() + " " + call.outcome().word();
    }
}
