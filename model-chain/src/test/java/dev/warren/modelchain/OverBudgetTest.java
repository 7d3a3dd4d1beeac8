package dev.warren.modelchain;

import static dev.warren.modelchain.FakeEndpoint.label;
import static dev.warren.modelchain.FakeEndpoint.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Result;
import dev.warren.modelchain.budget.FakeHoldRequester;
import dev.warren.modelchain.budget.PlannedCall;
import dev.warren.modelchain.ending.BudgetBusyException;
import dev.warren.modelchain.ending.FeatureFailedException;
import dev.warren.modelchain.ending.HeldException;
import dev.warren.modelchain.ending.HeldException.Waiting;
import dev.warren.modelchain.ending.HoldUndecidedException;
import dev.warren.modelchain.ending.PostponedException;
import dev.warren.modelchain.ending.TooLargeForBudgetException;
import dev.warren.modelchain.ending.UnfinishedException;
import dev.warren.modelchain.message.EventJob;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.testing.PrivateDatabase;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeEndpoints.class)
@QuarkusTestResource(PrivateDatabase.class)
class OverBudgetTest {

    @Inject
    EventWork work;

    @Inject
    CircuitBreakerMaintenance breakers;

    @Inject
    FakeHoldRequester holdRequester;

    FakeEndpoint primary;
    FakeEndpoint secondary;

    private final Published published = new Published();
    private final String eventId = UUID.randomUUID().toString();

    @BeforeEach
    void healthyAndRich() {
        breakers.resetAll();
        holdRequester.reset();
        primary.responds(label("billing"));
        secondary.responds(label("shipping"));
    }

    @AfterEach
    void rich() {
        holdRequester.reset();
    }

    @Test
    void everyRequestHasItsMoneySetAsideFirst() {
        // Given
        primary.responds(status(500), label("nonsense"), label("billing"));

        // When
        work.process(event("triage"), published);

        // Then
        List<String> called = published.messages().stream()
                .filter(message -> message.exchange().equals("usage"))
                .map(OutboundMessage::id)
                .toList();
        assertThat(holdRequester.asked()).extracting(PlannedCall::callId).containsExactlyElementsOf(called);
        assertThat(holdRequester.asked()).hasSize(3).allSatisfy(expense -> {
            assertThat(expense.attribution().event()).isEqualTo(new EventRef("/test", eventId, "ticket.budgeted"));
            assertThat(expense.attribution().who().userId()).isEqualTo("u-42");
            assertThat(expense.provider() + "/" + expense.model()).isEqualTo("primary/first");
        });
        assertThat(holdRequester.asked().getLast().words()).contains("My invoice", "The label is not in the list.");
        assertThat(holdRequester.released()).isEmpty();
    }

    @Test
    void whoSetsMoneyAsideIsToldWhenTheRequestGoesOutAndNotWhenTheCallIsOver() throws Exception {
        // Given
        primary.responds(label("billing").withFixedDelay(1_000));

        // When
        CompletableFuture<Void> processing =
                CompletableFuture.runAsync(() -> work.process(event("triage"), published), runner -> Thread.ofVirtual()
                        .start(runner));

        // Then
        await().until(() -> primary.requests().size() == 1);
        assertThat(holdRequester.begun()).hasSize(1);
        assertThat(processing).isNotDone();
        processing.get();
    }

    @Test
    void anAnswerThatWasBoughtBeforeNeedsNoMoney() {
        // Given
        work.process(event("triage"), new Published());
        holdRequester.exhausts("primary");

        // When
        work.process(job(event(UUID.randomUUID().toString(), eventId), "triage"), published);

        // Then
        assertThat(published.keys()).containsExactly("usage triage", "result triage.completed");
    }

    @Test
    void anEventOverBudgetIsHeldAndNobodyElseIsAsked() {
        // Given
        holdRequester.exhausts("primary");

        // When
        HeldException held = catchThrowableOfType(HeldException.class, () -> work.process(event("triage"), published));

        // Then
        assertThat(held.waiting()).containsExactly(new Waiting(Set.of("triage"), Set.of("daily primary")));
        assertThat(held).hasNoCause();
        assertThat(published.keys()).containsExactly("result triage.held");
        Result result = ContractCodec.data(published.last(), Result.class);
        assertThat(result.reason()).isEqualTo("The budget is spent");
        assertThat(result.until()).isEqualTo(FakeHoldRequester.UNTIL);
        assertThat(primary.requests()).isEmpty();
        assertThat(secondary.requests()).isEmpty();
    }

    @Test
    void whatIsKnownToBeHeldIsNotSaidAgainAndHoweverOftenItIsHeldItIsOneAttempt() {
        // Given
        holdRequester.exhausts("primary");
        EventJob first = event("triage");
        EventJob released =
                new EventJob(first.event(), first.only(), List.of(), false, "", Set.of("triage"), Optional.empty());
        assertThatThrownBy(() -> work.process(first, new Published())).isInstanceOf(HeldException.class);
        assertThatThrownBy(() -> work.process(released, published)).isInstanceOf(HeldException.class);
        assertThatThrownBy(() -> work.process(released, published)).isInstanceOf(HeldException.class);
        assertThat(published.messages()).isEmpty();
        holdRequester.reset();

        // When
        work.process(released, published);

        // Then
        assertThat(ContractCodec.data(published.last(), Result.class).attempts())
                .extracting("outcome")
                .containsExactly("over-budget", "answered");
    }

    @Test
    void aFeatureThatMayBeDowngradedGoesOnWithTheNextProvider() {
        // Given
        holdRequester.exhausts("primary");

        // When
        work.process(event("frugal"), published);

        // Then
        assertThat(ContractCodec.data(published.last(), Result.class).provider())
                .isEqualTo("secondary");
    }

    @Test
    void aFeatureThatMayBeDowngradedIsHeldWhereNobodyAnswers() {
        // Given
        holdRequester.exhausts("primary");
        secondary.responds(status(400));

        // When
        Throwable thrown = catchThrowable(() -> work.process(event("frugal"), published));

        // Then
        assertThat(thrown).isInstanceOf(HeldException.class);
        assertThat(published.keys()).containsExactly("usage frugal", "result frugal.held");
    }

    @Test
    void aFeatureThatShallNotWaitFails() {
        // Given
        holdRequester.exhausts("primary");

        // When
        Throwable thrown = catchThrowable(() -> work.process(event("impatient"), published));

        // Then
        assertThat(thrown).isInstanceOfSatisfying(FeatureFailedException.class, e -> assertThat(e.code())
                .isEqualTo("budget-exhausted"));
        assertThat(published.keys()).containsExactly("result impatient.failed");
        assertThat(ContractCodec.data(published.last(), Result.class).error().message())
                .isEqualTo("The budget is spent");
    }

    @Test
    void whatIsTooLargeForTheBudgetFailsAtOnceAndSaysWhy() {
        // Given
        holdRequester.refuses("primary", new TooLargeForBudgetException("6 USD, and budget daily is 5 USD"));

        // When
        Throwable thrown = catchThrowable(() -> work.process(event("triage"), published));

        // Then
        assertThat(thrown).isInstanceOfSatisfying(FeatureFailedException.class, e -> assertThat(e.code())
                .isEqualTo("too-large-for-budget"));
        Result failed = ContractCodec.data(published.last(), Result.class);
        assertThat(failed.error().message()).isEqualTo("6 USD, and budget daily is 5 USD");
        assertThat(failed.error().retryable()).isTrue();
        assertThat(published.keys()).containsExactly("result triage.failed");
        assertThat(primary.requests()).isEmpty();
    }

    @Test
    void aFeatureThatMayBeDowngradedGoesOnWhereTheCallIsTooLargeForTheBudget() {
        // Given
        holdRequester.refuses("primary", new TooLargeForBudgetException("6 USD, and budget daily is 5 USD"));

        // When
        work.process(event("frugal"), published);

        // Then
        assertThat(ContractCodec.data(published.last(), Result.class).provider())
                .isEqualTo("secondary");
    }

    @Test
    void whatIsTooLargeForOneBudgetWaitsForAnotherThatIsSpent() {
        // Given
        holdRequester.refuses("primary", new TooLargeForBudgetException("6 USD, and budget daily is 5 USD"));
        holdRequester.exhausts("secondary");

        // When
        HeldException held = catchThrowableOfType(HeldException.class, () -> work.process(event("frugal"), published));

        // Then
        assertThat(held.waiting()).containsExactly(new Waiting(Set.of("frugal"), Set.of("daily secondary")));
    }

    @Test
    void whatIsTooLargeForTheBudgetIsTriedLaterWhereAnotherProviderIsDown() {
        // Given
        holdRequester.refuses("primary", new TooLargeForBudgetException("6 USD, and budget daily is 5 USD"));
        secondary.responds(status(503));

        // When
        Throwable thrown = catchThrowable(() -> work.process(event("frugal"), published));

        // Then
        assertThat(thrown).isInstanceOf(UnfinishedException.class);
    }

    @Test
    void whatIsHeldDoesNotHoldUpTheEndOfOthers() {
        // Given
        holdRequester.exhausts("primary");
        secondary.responds(status(503));

        // When
        HeldException held = catchThrowableOfType(
                HeldException.class,
                () -> work.process(job(event(eventId, "x"), "triage", "remote-secondary", "impatient"), published));

        // Then
        assertThat(held.waiting()).extracting(Waiting::features).containsExactly(Set.of("triage"));
        assertThat(held.getCause())
                .isInstanceOfSatisfying(UnfinishedException.class, rest -> assertThat(rest.features())
                        .containsExactlyInAnyOrder("remote-secondary", "impatient"));
    }

    @Test
    void whoHasToWaitForMoneyAsksForTheSameCall() {
        // Given
        holdRequester.refuses("primary", new BudgetBusyException(new HoldUndecidedException()));

        // When
        work.process(event("triage"), published);

        // Then
        assertThat(holdRequester.asked())
                .hasSize(2)
                .extracting(PlannedCall::callId)
                .containsOnly(published.messages().getFirst().id());
    }

    @Test
    void noRequestIsSentWithMoneyThatMayBeFreeAgainAndThatIsNoAttempt() {
        // Given
        holdRequester.ages();

        // When
        Throwable thrown = catchThrowable(() -> work.process(event("triage"), published));

        // Then
        assertThat(thrown).isInstanceOf(PostponedException.class);
        assertThat(primary.requests()).isEmpty();
        assertThat(holdRequester.released()).hasSize(1);
    }

    @Test
    void whereNobodyDecidesTheEventWaitsAndThatIsNoAttempt() {
        // Given
        holdRequester.refuses("primary", new HoldUndecidedException());

        // When
        Throwable thrown = catchThrowable(() -> work.process(event("triage"), published));

        // Then
        assertThat(thrown).isInstanceOf(PostponedException.class).hasMessage("The ledger has not decided on the hold");
        assertThat(published.messages()).isEmpty();
    }

    @Test
    void moneyForACallThatIsNotMadeIsGivenBack() {
        // Given
        primary.responds(status(500));
        for (int i = 0; i < 4; i++) {
            work.process(job(event("e-" + UUID.randomUUID(), "text " + i), "triage"), new Published());
        }
        holdRequester.reset();

        // When
        work.process(event("triage"), published);

        // Then
        assertThat(ContractCodec.data(published.last(), Result.class)
                        .attempts()
                        .getFirst()
                        .outcome())
                .isEqualTo("circuit-open");
        assertThat(holdRequester.released())
                .containsExactly(holdRequester.asked().getFirst().callId());
    }

    private EventJob event(String feature) {
        return job(event(eventId, eventId), feature);
    }

    private static EventJob job(CloudEvent event, String... features) {
        return new EventJob(event, Set.of(features), List.of(), false, "");
    }

    private static CloudEvent event(String id, String text) {
        String data = "{\"subject\":\"My invoice\",\"body\":\"is wrong %s\"}".formatted(text);
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/test"))
                .withType("ticket.budgeted")
                .withExtension("userid", "u-42")
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
