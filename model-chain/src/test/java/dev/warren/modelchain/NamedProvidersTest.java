package dev.warren.modelchain;

import static dev.warren.modelchain.FakeEndpoint.content;
import static dev.warren.modelchain.FakeEndpoint.error;
import static dev.warren.modelchain.FakeEndpoint.label;
import static dev.warren.modelchain.FakeEndpoint.patience;
import static dev.warren.modelchain.FakeEndpoint.stalling;
import static dev.warren.modelchain.FakeEndpoint.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.ModelCalled.Spared;
import dev.warren.contracts.v1.ProviderAttempt;
import dev.warren.contracts.v1.Result;
import dev.warren.contracts.v1.Result.Earlier;
import dev.warren.modelchain.budget.FakeHoldRequester;
import dev.warren.modelchain.ending.HoldUndecidedException;
import dev.warren.modelchain.ending.PostponedException;
import dev.warren.modelchain.message.EventJob;
import dev.warren.modelchain.message.MessageSink;
import dev.warren.modelchain.provider.ProviderState;
import dev.warren.modelchain.provider.ProviderState.State;
import dev.warren.modelchain.provider.ProviderTestResult;
import dev.warren.modelchain.provider.ProviderTestResult.Finding;
import dev.warren.modelchain.provider.endpoint.ProvidersByName;
import dev.warren.modelchain.testing.Verdict;
import io.agroal.api.AgroalDataSource;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(NamedEndpoints.Profile.class)
class NamedProvidersTest {

    @Inject
    EventWork work;

    @Inject
    ProvidersByName providers;

    @Inject
    ProviderTester tests;

    @Inject
    FakeHoldRequester holdRequester;

    @Inject
    CircuitBreakerMaintenance breakers;

    @Inject
    MetricRegistry metrics;

    @Inject
    MeterRegistry meters;

    @Inject
    AgroalDataSource dataSource;

    FakeEndpoint cheap;
    FakeEndpoint good;
    FakeEndpoint spare;

    private static final MessageSink NOBODY_CONFIRMS = message -> {
        throw new IllegalStateException("not confirmed");
    };

    private static boolean warm;

    private final Published published = new Published();

    @BeforeEach
    void healthy() {
        breakers.resetAll();
        holdRequester.reset();
        cheap.responds(label("billing"));
        good.responds(label("shipping"));
        spare.responds(label("billing"));
        if (!warm) { // the very first call of a process may take longer than the tests give it
            await().until(() -> {
                Published first = new Published();
                work.process(EventJob.live(event("plain")), first);
                return result(first).provider().equals("cheap");
            });
            warm = true;
            healthy();
        }
    }

    @AfterEach
    void rich() {
        holdRequester.reset();
    }

    @Test
    void providersOfAnyNameAreAskedInOrderUntilOneAnswers() {
        // Given
        cheap.responds(status(401));
        good.responds(status(400));

        // When
        Result result = result(process("plain"));

        // Then
        assertThat(result.attempts())
                .extracting(ProviderAttempt::provider, ProviderAttempt::model, ProviderAttempt::outcome)
                .containsExactly(
                        tuple("cheap", "model-of-cheap", "unavailable"),
                        tuple("good", "larger-model", "refused"),
                        tuple("second-vendor", "model-of-second-vendor", "answered"));
        assertThat(spare.requests().getFirst().getHeader("Authorization")).isEqualTo("Bearer key-of-second-vendor");
        assertThat(spare.requests().getFirst().getBodyAsString()).contains("\"model-of-second-vendor\"");
    }

    @Test
    void eachProviderHasAGuardWhoseMetricsNameIt() {
        // When
        process("plain");

        // Then
        assertThat(meters.getMeters().stream()
                        .map(Meter::getId)
                        .filter(id -> id.getName().startsWith("ft."))
                        .map(id -> id.getTag("method")))
                .contains("cheap.retry", "cheap.circuit-breaker", "cheap.timeout");
    }

    @Test
    void aFeatureHasItsModelAskedWhichIsNamedOnTheLedgerAndInTheResult() {
        // Given
        cheap.responds(status(400));

        // When
        process("plain");

        // Then
        assertThat(good.requests().getFirst().getBodyAsString()).contains("\"larger-model\"");
        assertThat(result(published).model()).isEqualTo("larger-model");
        ModelCalled called = usage(1);
        assertThat(called.provider()).as("as it is called on the ledger").isEqualTo("openai");
        assertThat(called.model()).isEqualTo("larger-model");
        assertThat(holdRequester.asked().getLast().onLedger()).isEqualTo("openai");
        assertThat(holdRequester.asked().getLast().model()).isEqualTo("larger-model");
    }

    @Test
    void anAnswerThatIsSureEnoughSparesTheNextProvider() {
        // Given
        cheap.responds(sure("billing", "0.95"));

        // When
        process("cascade");

        // Then
        assertThat(result(published).provider()).isEqualTo("cheap");
        assertThat(result(published).model()).isEqualTo("smaller-model");
        assertThat(result(published).earlier()).isEmpty();
        assertThat(usage(0).spared()).isEqualTo(new Spared("openai", "model-of-good"));
        assertThat(good.requests()).isEmpty();
    }

    @Test
    void whereAnAnswerIsNotSureEnoughTheNextProviderIsAskedAndBothAreTold() {
        // When
        process("cascade");

        // Then
        Result result = result(published);
        assertThat(result.provider()).isEqualTo("good");
        assertThat(result.earlier())
                .containsExactly(new Earlier("cheap", "smaller-model", Verdict.read("billing", "0.9")));
        assertThat(published.keys()).containsExactly("usage cascade", "usage cascade", "result cascade.completed");
        assertThat(List.of(usage(0), usage(1))).extracting(ModelCalled::spared).containsOnlyNulls();
    }

    @Test
    void whereNobodyElseAnswersTheSurestAnswerStandsAndTheEmbeddedModelsAreNotAsked() {
        // Given
        good.responds(status(400));

        // When
        process("cascade");

        // Then
        Result result = result(published);
        assertThat(result.provider()).isEqualTo("cheap");
        assertThat(result.earlier()).isEmpty();
        assertThat(result.attempts()).extracting(ProviderAttempt::outcome).containsExactly("answered", "refused");
        assertThat(usage(0).spared()).isNull();
    }

    @Test
    void whereThereIsNoMoneyForTheNextProviderTheSurestAnswerStands() {
        // Given
        holdRequester.exhausts("good");

        // When
        process("cascade");

        // Then
        assertThat(result(published).provider()).isEqualTo("cheap");
    }

    @Test
    void anUnsureAnswerIsPaidOnceThoughTheWorkIsGoneOnWithLater() {
        // Given
        CloudEvent event = event("cascade");
        holdRequester.refuses("good", new HoldUndecidedException());
        Throwable waits = catchThrowable(() -> work.process(EventJob.live(event), new Published()));
        holdRequester.reset();

        // When
        work.process(EventJob.live(event), published);

        // Then
        assertThat(waits).isInstanceOf(PostponedException.class);
        assertThat(result(published).provider()).isEqualTo("good");
        assertThat(result(published).earlier()).hasSize(1);
        assertThat(result(published).cached()).isFalse();
        assertThat(cheap.requests()).hasSize(1);
        assertThat(published.keys()).containsExactly("usage cascade", "usage cascade", "result cascade.completed");
    }

    @Test
    void theEmbeddedModelsCanBeTheFirstOfACascade() {
        // When
        process("embedded-first");

        // Then
        assertThat(result(published).provider()).isEqualTo("good");
        assertThat(result(published).earlier()).extracting(Earlier::provider).containsExactly("local");
    }

    @Test
    void aChainIsNotWaitedForLongerThanItsPatienceAndEachProviderIsAskedOnce() {
        // Given
        cheap.responds(stalling());
        good.responds(status(500));
        spare.responds(stalling());

        // When
        process("plain");

        // Then
        assertThat(result(published).attempts())
                .extracting(ProviderAttempt::provider, ProviderAttempt::outcome)
                .containsExactly(
                        tuple("cheap", "timeout"),
                        tuple("good", "unavailable"),
                        tuple("second-vendor", "timeout"),
                        tuple("local", "answered"));
    }

    @Test
    void aRepetitionAfterAPauseThatIsLongerThanThePatienceIsNotMade() {
        // Given
        cheap.responds(status(400));
        good.responds(status(500));

        // When
        process("plain");

        // Then
        assertThat(result(published).provider()).isEqualTo("second-vendor");
        assertThat(good.requests()).hasSize(1);
    }

    @Test
    void whatIsWaitedForBeforeTheFirstRequestIsNoPartOfThePatience() {
        // Given
        cheap.responds(patience(429, "1"));
        assertThat(result(process("plain")).attempts())
                .extracting(ProviderAttempt::outcome)
                .as("the rest is longer than the patience")
                .containsExactly("rate-limited", "answered");
        cheap.responds(status(500), status(500), label("billing"));

        // When
        process("plain");

        // Then
        assertThat(result(published).provider()).isEqualTo("cheap");
        assertThat(cheap.requests()).hasSize(3);
    }

    @Test
    void whatFailsAtOnceIsRepeatedWithinThePatience() {
        // Given
        cheap.responds(status(400));
        good.responds(status(400));
        spare.responds(status(500), status(500), label("billing"));

        // When
        process("plain");

        // Then
        assertThat(result(published).provider()).isEqualTo("second-vendor");
        assertThat(spare.requests()).hasSize(3);
    }

    @Test
    void aCallWhoseAnswerBeganAndNeverEndedIsBookedWithTheIdByWhichItsUsageIsTold() {
        // Given
        cheap.responds(label("billing").withHeader("X-Generation-Id", "gen-7").withChunkedDribbleDelay(50, 10_000));
        good.responds(label("billing").withHeader("X-Generation-Id", "gen-8"));

        // When
        process("plain");

        // Then
        assertThat(usage(0).outcome()).isEqualTo("timeout");
        assertThat(usage(0).tokensKnown()).isFalse();
        assertThat(usage(0).reported().id()).isEqualTo("gen-7");
        assertThat(usage(1).reported().id()).as("what the body says").isEqualTo("c-1");
    }

    @Test
    void aKeyThatIsRefusedIsSeenUntilItIsTaken() {
        // Given
        cheap.responds(status(401));

        // When
        process("plain");

        // Then
        assertThat(state("cheap").state()).isEqualTo(State.KEY_REFUSED);
        assertThat(state("cheap").keyRefusedSince()).isPresent();
        assertThat(refusedKeys("cheap")).isEqualTo(1);
        assertThat(state("good").state()).isEqualTo(State.READY);
        cheap.responds(label("billing"));
        process("plain");
        assertThat(state("cheap").state()).isEqualTo(State.READY);
        assertThat(refusedKeys("cheap")).isZero();
    }

    @Test
    void whatAProviderDidOfLateIsKnown() {
        // Given
        int before = state("second-vendor").calls();
        spare.responds(status(400));

        // When
        ProviderTestResult failed = tests.test("second-vendor", published).orElseThrow();

        // Then
        assertThat(failed.outcome()).isEqualTo("refused");
        assertThat(state("second-vendor").calls()).isEqualTo(before + 1);
        assertThat(state("second-vendor").failed()).isPositive();
        assertThat(state("local").state()).isIn(State.READY, State.NOT_READY);
    }

    @Test
    void aTestSaysWhatWorksAndIsOnTheLedger() {
        // Given
        good.responds(content("{\\\"word\\\":\\\"yes\\\"}"));

        // When
        ProviderTestResult testResult = tests.test("good", published).orElseThrow();

        // Then
        assertThat(List.of(testResult.key(), testResult.knowsModel(), testResult.jsonSchema(), testResult.usage()))
                .containsOnly(Finding.WORKS);
        assertThat(testResult.outcome()).isEqualTo("answered");
        assertThat(published.keys()).containsExactly("usage provider-test");
        assertThat(usage(0).provider()).isEqualTo("openai");
        assertThat(holdRequester.asked()).hasSize(1);
    }

    @Test
    void aTestSaysWhatDoesNotWork() {
        // Given
        cheap.responds(status(401));
        good.responds(status(404));
        spare.responds(content("yes"));

        // When
        List<ProviderTestResult> testResults = List.of(
                tests.test("cheap", published).orElseThrow(),
                tests.test("good", published).orElseThrow(),
                tests.test("second-vendor", published).orElseThrow());

        // Then
        assertThat(testResults)
                .extracting(ProviderTestResult::key)
                .containsExactly(Finding.FAILS, Finding.WORKS, Finding.WORKS);
        assertThat(testResults)
                .extracting(ProviderTestResult::knowsModel)
                .containsExactly(Finding.UNKNOWN, Finding.FAILS, Finding.WORKS);
        assertThat(testResults)
                .extracting(ProviderTestResult::jsonSchema)
                .containsExactly(Finding.UNKNOWN, Finding.UNKNOWN, Finding.FAILS);
        assertThat(List.of(cheap, good, spare))
                .allSatisfy(each -> assertThat(each.requests()).hasSize(1));
        assertThat(tests.test("local", published)).isEmpty();
    }

    @Test
    void aProviderThatRestsForWantOfMoneyIsTestedAndAnAnswerEndsTheRest() {
        // Given
        cheap.responds(error(429, "insufficient_quota"));
        process("plain");
        assertThat(state("cheap").state()).isEqualTo(State.OUT_OF_MONEY);
        assertThat(state("cheap").restSeconds()).isPositive();
        cheap.responds(content("{\\\"word\\\":\\\"yes\\\"}"));

        // When
        ProviderTestResult testResult = tests.test("cheap", published).orElseThrow();

        // Then
        assertThat(testResult.outcome()).isEqualTo("answered");
        assertThat(state("cheap").state()).isEqualTo(State.READY);
        assertThat(state("cheap").restSeconds()).isZero();
        cheap.responds(label("billing"));
        assertThat(result(process("plain")).provider()).isEqualTo("cheap");
    }

    @Test
    void aTestThatFindsNoMoneyLeavesTheProviderAtRest() {
        // Given
        cheap.responds(error(429, "insufficient_quota"));

        // When
        List<ProviderTestResult> testResults = List.of(
                tests.test("cheap", published).orElseThrow(),
                tests.test("cheap", published).orElseThrow());

        // Then
        assertThat(testResults).extracting(ProviderTestResult::outcome).containsOnly("rate-limited");
        assertThat(cheap.requests()).hasSize(2);
        assertThat(state("cheap").restSeconds()).isPositive();
        cheap.responds(content("{\\\"word\\\":\\\"yes\\\"}"));
        tests.test("cheap", published);
    }

    @Test
    void aTestThatTheBrokerDoesNotConfirmIsBookedLaterAndOnce() throws SQLException {
        // Given
        ProviderTestResult testResult = tests.test("good", NOBODY_CONFIRMS).orElseThrow();
        change("UPDATE provider_test SET began_at = now() - interval '2 minutes'");

        // When
        tests.bookPending(published);
        tests.bookPending(published);

        // Then
        assertThat(testResult.provider()).isEqualTo("good");
        assertThat(published.keys()).containsExactly("usage provider-test");
        assertThat(usage(0).tokensKnown()).isTrue();
    }

    @Test
    void aTestInWhichTheProcessDiesIsBookedByAnotherOne() throws SQLException {
        // Given
        tests.test("good", NOBODY_CONFIRMS);
        change("UPDATE provider_test SET began_at = now() - interval '2 minutes'");
        change("""
                UPDATE work SET outcome = NULL, messages = NULL, worker = gen_random_uuid(), calls =
                    '[{"id":"call-of-the-dead","provider":"good","model":"m","attempt":1,"outcome":"ABANDONED"}]'
                WHERE feature = 'provider-test' AND event_id IN (SELECT id FROM provider_test)""");

        // When
        tests.bookPending(published);

        // Then
        assertThat(published.keys()).containsExactly("usage provider-test");
        assertThat(usage(0).callId()).isEqualTo("call-of-the-dead");
        assertThat(usage(0).tokensKnown()).isFalse();
    }

    private void change(String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement sql = connection.createStatement()) {
            sql.executeUpdate(statement);
        }
    }

    private static ResponseDefinitionBuilder sure(String label, String confidence) {
        return content("{\\\"label\\\":\\\"" + label + "\\\",\\\"confidence\\\":" + confidence + "}");
    }

    private Published process(String feature) {
        work.process(EventJob.live(event(feature)), published);
        return published;
    }

    private static CloudEvent event(String type) {
        return CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withSource(URI.create("/test"))
                .withType(type)
                .withData("application/json", "{\"body\":\"My invoice is wrong\"}".getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static Result result(Published all) {
        return ContractCodec.data(all.last(), Result.class);
    }

    private ModelCalled usage(int index) {
        return ContractCodec.data(published.get(index), ModelCalled.class);
    }

    private ProviderState state(String name) {
        return providers.states().stream()
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private int refusedKeys(String provider) {
        return ((Number) metrics.getGauge(new MetricID("warren.provider.key.rejected", new Tag("provider", provider)))
                        .getValue())
                .intValue();
    }
}
