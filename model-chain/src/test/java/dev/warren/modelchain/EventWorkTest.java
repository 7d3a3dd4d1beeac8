package dev.warren.modelchain;

import static dev.warren.modelchain.FakeEndpoint.label;
import static dev.warren.modelchain.FakeEndpoint.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.event.Fingerprint;
import dev.warren.contracts.event.Publication;
import dev.warren.contracts.v1.AnswerReused;
import dev.warren.contracts.v1.Conflict;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.Result;
import dev.warren.modelchain.ending.FeatureFailedException;
import dev.warren.modelchain.ending.PostponedException;
import dev.warren.modelchain.ending.UnexpectedFailureException;
import dev.warren.modelchain.ending.UnfinishedException;
import dev.warren.modelchain.message.EventJob;
import dev.warren.modelchain.message.MessageSink;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.modelchain.testing.Verdict;
import dev.warren.testing.PrivateDatabase;
import io.agroal.api.AgroalDataSource;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeEndpoints.class)
@QuarkusTestResource(PrivateDatabase.class)
class EventWorkTest {

    @Inject
    EventWork work;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    CircuitBreakerMaintenance breakers;

    FakeEndpoint primary;
    FakeEndpoint secondary;

    private static final Map<Integer, Publication> PUBLICATIONS = new ConcurrentHashMap<>();

    private final UnfinishedException unanswered = new UnfinishedException(Set.of("remote-only"));

    private final Published published = new Published();
    private final String eventId = UUID.randomUUID().toString();

    @BeforeEach
    void healthy() {
        breakers.resetAll();
        primary.responds(label("billing"));
        secondary.responds(label("shipping"));
    }

    @Test
    void usageIsPublishedBeforeTheResultAndSaysWhatEachCallUsed() {
        // Given
        primary.responds(status(500), label("billing"));

        // When
        work.process(EventJob.live(event("ticket.created", "My invoice is wrong")), published);

        // Then
        assertThat(published.keys()).containsExactly("usage triage", "usage triage", "result triage.completed");
        ModelCalled failed = ContractCodec.data(published.get(0), ModelCalled.class);
        ModelCalled answered = ContractCodec.data(published.get(1), ModelCalled.class);
        assertThat(failed.outcome()).isEqualTo("unavailable");
        assertThat(failed.tokensKnown()).isTrue();
        assertThat(failed.inputTokens() + failed.outputTokens()).isZero();
        assertThat(failed.reported()).isNull();
        assertThat(answered.reported().id()).isEqualTo("c-1");
        assertThat(answered.reported().model()).isEqualTo("fake-2026");
        assertThat(answered.outcome()).isEqualTo("answered");
        assertThat(answered.attempt()).isEqualTo(2);
        assertThat(answered.inputTokens()).isEqualTo(100);
        assertThat(answered.cachedInputTokens()).isEqualTo(64);
        assertThat(answered.outputTokens()).isEqualTo(7);
        assertThat(answered.reasoningTokens()).isEqualTo(2);
        assertThat(answered.callId()).isEqualTo(published.get(1).getId()).isNotEqualTo(failed.callId());
        assertThat(answered.event()).isEqualTo(new EventRef("/test", eventId, "ticket.created"));
    }

    @Test
    void theResultSaysWhoAnsweredAndWhatWasTriedBefore() {
        // Given
        primary.responds(status(400));

        // When
        work.process(EventJob.live(event("ticket.created", "My invoice is wrong")), published);

        // Then
        CloudEvent message = published.last();
        Result result = ContractCodec.data(message, Result.class);
        assertThat(message.getType()).isEqualTo("dev.warren.result.completed");
        assertThat(message.getSource()).hasToString("/warren/tester");
        assertThat(message.getExtension("userid")).isEqualTo("u-7");
        assertThat(result.kind()).isEqualTo("verdict");
        assertThat(result.output()).isEqualTo(Verdict.read("shipping", "0.9"));
        assertThat(result.provider()).isEqualTo("secondary");
        assertThat(result.model()).isEqualTo("second");
        assertThat(result.lowConfidence()).isTrue();
        assertThat(result.attempts()).extracting("outcome").containsExactly("refused", "answered");
    }

    @Test
    void theSameEventHasTheSameResultId() {
        // Given
        CloudEvent event = event("ticket.created", "My invoice is wrong");
        work.process(EventJob.live(event), published);
        String first = published.last().getId();

        // When
        work.process(EventJob.live(event), published);

        // Then
        assertThat(published.last().getId()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P05", "P0001", "42501", "23514", "XX002"})
    void anAnswerThatTheDatabaseRefusesIsNotBoughtAgainAndItsCallIsBooked(String state) throws SQLException {
        // Given
        EventJob eventJob = EventJob.live(event("ticket.created", "My invoice is wrong, " + eventId));
        refuseAnswers(state);

        // When
        FeatureFailedException first =
                catchThrowableOfType(FeatureFailedException.class, () -> work.process(eventJob, published));
        FeatureFailedException redelivered =
                catchThrowableOfType(FeatureFailedException.class, () -> work.process(eventJob, published));

        // Then
        execute("DROP TRIGGER refuse ON answer");
        assertThat(primary.requests()).hasSize(1);
        assertThat(first.code()).isEqualTo("unstorable").isEqualTo(redelivered.code());
        assertThat(published.keys().subList(0, 2)).containsExactly("usage triage", "result triage.failed");
        ModelCalled called = ContractCodec.data(published.get(0), ModelCalled.class);
        assertThat(called.outcome()).isEqualTo("malformed");
        assertThat(called.inputTokens()).isEqualTo(100);
        assertThat(published.messages().subList(0, 2))
                .isEqualTo(published.messages().subList(2, 4));
        assertThat(secondary.requests()).isEmpty();
    }

    @Test
    void aNulInTheTextOfAnEventIsAskedAboutWithoutIt() {
        // When
        work.process(EventJob.live(event("ticket.created", "My invoice\\u0000 is wrong " + eventId)), published);

        // Then
        assertThat(primary.requests()).singleElement().satisfies(request -> assertThat(request.getBodyAsString())
                .contains("My invoice\uFFFD is wrong")
                .doesNotContain("u0000"));
    }

    @Test
    void aTextThatIsTooLongFailsWithoutACall() {
        // When
        FeatureFailedException thrown = catchThrowableOfType(
                FeatureFailedException.class,
                () -> work.process(EventJob.live(event("ticket.created", "x".repeat(201))), published));

        // Then
        assertThat(thrown.code()).isEqualTo("too-long");
        assertThat(published.keys()).containsExactly("result triage.failed");
        assertThat(published.lastData())
                .contains("\"error\":{\"code\":\"too-long\"", "\"retryable\":false", "\"attempts\":[]")
                .doesNotContain("output");
        assertThat(primary.requests()).isEmpty();
    }

    @Test
    void theCallsInVainOfAnUnfinishedFeatureArePublishedAndNoResultIs() {
        // Given
        primary.responds(status(503));
        secondary.responds(status(503));

        // When
        UnfinishedException thrown = catchThrowableOfType(
                UnfinishedException.class,
                () -> work.process(EventJob.live(event("letter.received", "Where is my parcel")), published));

        // Then
        assertThat(thrown.features()).containsExactly("remote-only");
        assertThat(published.keys()).hasSize(6).containsOnly("usage remote-only");
    }

    @Test
    void oneFeatureThatIsUnfinishedDoesNotHoldTheOthersUp() {
        // Given
        primary.responds(status(503));
        secondary.responds(status(503));

        // When
        UnfinishedException thrown = catchThrowableOfType(
                UnfinishedException.class,
                () -> work.process(EventJob.live(event("ticket.letter", "My invoice is wrong")), published));

        // Then
        assertThat(thrown.features()).containsExactly("remote-only");
        assertThat(published.keys()).contains("result triage.completed");
    }

    @Test
    void oneFeatureThatFailsForGoodDoesNotPreventTheOthers() {
        // When
        FeatureFailedException thrown = catchThrowableOfType(
                FeatureFailedException.class,
                () -> work.process(EventJob.live(event("ticket.letter", "x".repeat(201))), published));

        // Then
        assertThat(thrown.code()).isEqualTo("too-long");
        assertThat(published.keys())
                .containsExactlyInAnyOrder("usage remote-only", "result remote-only.completed", "result triage.failed");
    }

    @Test
    void aFeatureThatBreaksOffDeniesNoOtherItsTurn() throws SQLException {
        // Given
        breakTriage();

        // When
        UnexpectedFailureException thrown = catchThrowableOfType(
                UnexpectedFailureException.class,
                () -> work.process(EventJob.live(event("ticket.letter", "My invoice is wrong")), published));

        // Then
        execute("DROP TRIGGER break ON work");
        assertThat(thrown.features()).containsExactly("triage");
        assertThat(published.keys()).containsExactly("usage remote-only", "result remote-only.completed");
    }

    @Test
    void aFeatureThatBreaksOffToTheLastDeniesNoOtherItsFailure() throws SQLException {
        // Given
        breakTriage();

        // When
        work.exhausted(EventJob.live(event("ticket.letter", "My invoice is wrong")), unanswered, published);

        // Then
        execute("DROP TRIGGER break ON work");
        assertThat(published.keys()).containsExactly("result remote-only.failed");
    }

    private void breakTriage() throws SQLException {
        execute("""
                CREATE OR REPLACE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'broken' USING ERRCODE = 'P0001'; END $$""");
        execute("CREATE TRIGGER break BEFORE INSERT ON work FOR EACH ROW WHEN (NEW.feature = 'triage')"
                + " EXECUTE FUNCTION break()");
    }

    @Test
    void nobodyIsAskedAgainToSayWhatCallsInVainHaveUsedAndItIsSaidInTheEnd() {
        // Given
        primary.responds(status(503));
        secondary.responds(status(503));
        EventJob eventJob = EventJob.live(event("letter.received", "Where is my parcel"));
        MessageSink away = message -> {
            throw new IllegalStateException("not confirmed");
        };

        // When
        UnfinishedException thrown =
                catchThrowableOfType(UnfinishedException.class, () -> work.process(eventJob, away));

        // Then
        assertThat(thrown.features()).containsExactly("remote-only");
        primary.responds(label("billing"));
        work.process(eventJob, published);
        assertThat(published.keys().subList(0, 7)).containsOnly("usage remote-only");
        assertThat(published.keys()).last().isEqualTo("result remote-only.completed");
    }

    @Test
    void onlyTheNamedFeaturesAreWorkedOn() {
        // When
        work.process(only("remote-only", event("ticket.letter", "My invoice is wrong")), published);

        // Then
        assertThat(published.keys()).containsExactly("usage remote-only", "result remote-only.completed");
    }

    @Test
    void exhaustionIsAFailureThatMayBeRetriedByAPerson() {
        // When
        work.exhausted(only("remote-only", event("letter.received", "x")), unanswered, published);

        // Then
        assertThat(published.keys()).containsExactly("result remote-only.failed");
        assertThat(published.lastData()).contains("\"error\":{\"code\":\"unavailable\"", "\"retryable\":true");
    }

    @Test
    void aRedeliveryPublishesTheSameBytesWithoutACall() {
        // Given
        EventJob eventJob = EventJob.live(event("ticket.letter", "My invoice is wrong"));
        work.process(eventJob, published);
        Published again = new Published();
        int asked = primary.requests().size();

        // When
        work.process(eventJob, again);

        // Then
        assertThat(again.messages()).isEqualTo(published.messages());
        assertThat(primary.requests()).hasSize(asked);
    }

    @Test
    void aFailureIsPublishedAgainWithoutACallUntilItIsWantedAnew() {
        // Given
        primary.responds(status(400));
        secondary.responds(status(400));
        EventJob eventJob = EventJob.live(event("letter.received", "Where is my parcel"));
        var _ = catchThrowableOfType(FeatureFailedException.class, () -> work.process(eventJob, published));
        primary.responds(label("billing"));
        Published redelivered = new Published();
        Published replayed = new Published();

        // When
        FeatureFailedException thrown =
                catchThrowableOfType(FeatureFailedException.class, () -> work.process(eventJob, redelivered));
        work.process(new EventJob(eventJob.event(), thrown.features(), List.of(), true, ""), replayed);

        // Then
        assertThat(thrown.code()).isEqualTo("refused");
        assertThat(thrown.features()).containsExactly("remote-only");
        assertThat(redelivered.messages()).isEqualTo(published.messages());
        assertThat(replayed.keys()).last().isEqualTo("result remote-only.completed");
        assertThat(ContractCodec.data(replayed.last(), Result.class).attempts())
                .extracting("outcome")
                .containsExactly("refused", "refused", "answered");
    }

    @Test
    void aFailureIsTriedOnceMoreWhereTheEventIsPublishedAgainAfterIt() {
        // Given
        primary.responds(status(400));
        secondary.responds(status(400));
        CloudEvent event = event("letter.received", "Where is my parcel");
        EventJob first = published(event, -2);
        EventJob second = published(event, 2);
        var _ = catchThrowableOfType(FeatureFailedException.class, () -> work.process(first, published));
        var _ = catchThrowableOfType(FeatureFailedException.class, () -> work.process(first, published));
        var _ = catchThrowableOfType(FeatureFailedException.class, () -> work.process(EventJob.live(event), published));
        var _ = catchThrowableOfType(FeatureFailedException.class, () -> work.process(published(event, -1), published));
        assertThat(primary.requests())
                .as("a redelivery, a publication that is not known, or one from before the failure")
                .hasSize(1);

        // When
        var _ = catchThrowableOfType(FeatureFailedException.class, () -> work.process(second, published));
        var _ = catchThrowableOfType(FeatureFailedException.class, () -> work.process(second, published));
        var _ = catchThrowableOfType(FeatureFailedException.class, () -> work.process(first, published));

        // Then
        assertThat(primary.requests()).as("the second publication").hasSize(2);
        primary.responds(label("billing"));
        work.process(published(event, 3), published);
        work.process(published(event, 4), published);
        assertThat(primary.requests()).as("what is completed stays so").hasSize(1);
        assertThat(published.keys()).last().isEqualTo("result remote-only.completed");
    }

    @Test
    void contentThatComesAfterAnAnswerIsToldWithTheAnswerThatIsKept() {
        // Given
        CloudEvent first = event("letter.received", "Where is my parcel");
        CloudEvent other = CloudEventBuilder.v1(event("letter.received", "My invoice is wrong"))
                .withExtension("userid", "u-8")
                .build();
        work.process(published(first, 1), published);
        int asked = primary.requests().size();
        Published told = new Published();
        Published redelivered = new Published();
        Published original = new Published();

        // When
        work.process(published(other, 2), told);
        work.process(published(other, 2), redelivered);
        work.process(published(first, 1), original);

        // Then
        assertThat(primary.requests()).hasSize(asked);
        assertThat(told.keys()).containsExactly("result remote-only.completed");
        assertThat(redelivered.messages()).isEqualTo(told.messages());
        assertThat(original.messages()).isEqualTo(published.messages());
        Result kept = ContractCodec.data(told.last(), Result.class);
        assertThat(kept.output())
                .isEqualTo(ContractCodec.data(published.last(), Result.class).output());
        assertThat(kept.conflict())
                .isEqualTo(new Conflict(
                        Conflict.Resolution.KEPT,
                        Fingerprint.of(other),
                        Fingerprint.of(first),
                        null,
                        publication(2).toString(),
                        publication(2).at()));
        assertThat(told.last().getId()).isNotEqualTo(published.last().getId());
        assertThat(told.last().getExtension("userid")).as("the answer's user").isEqualTo("u-7");
    }

    @Test
    void contentThatComesAfterAnAnswerIsAnotherRevisionWhereTheFeatureWantsThat() {
        // Given
        CloudEvent first = event("note.written", "Where is my parcel");
        CloudEvent second = event("note.written", "My invoice is wrong");
        CloudEvent third = event("note.written", "My invoice is right");
        work.process(published(first, 1), published);
        Published revised = new Published();
        Published revisedAgain = new Published();
        Published redelivered = new Published();
        work.process(published(second, 2), revised);
        work.process(published(third, 3), revisedAgain);
        int asked = primary.requests().size();

        // When
        work.process(published(second, 2), redelivered);
        work.process(published(first, 1), redelivered);
        work.process(published(third, 4), redelivered);

        // Then
        assertThat(asked).isEqualTo(3);
        assertThat(primary.requests()).hasSize(asked);
        assertThat(redelivered.messages())
                .isEqualTo(Stream.of(revised, published, revisedAgain)
                        .flatMap(each -> each.messages().stream())
                        .toList());
        assertThat(ContractCodec.data(revised.last(), Result.class).conflict())
                .isEqualTo(new Conflict(
                        Conflict.Resolution.NEW_REVISION,
                        Fingerprint.of(second),
                        Fingerprint.of(first),
                        2,
                        publication(2).toString(),
                        publication(2).at()));
        assertThat(ContractCodec.data(revisedAgain.last(), Result.class)
                        .conflict()
                        .revision())
                .isEqualTo(3);
        assertThat(Stream.of(published, revised, revisedAgain)
                        .map(each -> each.last().getId()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aRevisionThatFailedIsTriedOnceMoreByALaterPublication() {
        // Given
        CloudEvent other = event("note.written", "My invoice is wrong");
        work.process(published(event("note.written", "Where is my parcel"), 1), published);
        primary.responds(status(400));
        secondary.responds(status(400));
        var _ = catchThrowableOfType(FeatureFailedException.class, () -> work.process(published(other, 2), published));
        assertThat(ContractCodec.data(published.last(), Result.class).conflict().revision())
                .isEqualTo(2);
        primary.responds(label("billing"));

        // When
        var _ = catchThrowableOfType(FeatureFailedException.class, () -> work.process(published(other, 2), published));
        assertThat(primary.requests()).isEmpty();
        work.process(published(other, 3), published);

        // Then
        assertThat(primary.requests()).hasSize(1);
        assertThat(published.keys()).last().isEqualTo("result revised.completed");
        assertThat(ContractCodec.data(published.last(), Result.class).conflict().revision())
                .isEqualTo(2);
    }

    @Test
    void contentThatComesAfterAFailureIsWorkedOn() {
        // Given
        CloudEvent empty = CloudEventBuilder.v1(event("letter.received", "x"))
                .withData("application/json", "{}".getBytes(StandardCharsets.UTF_8))
                .build();
        var _ = catchThrowableOfType(FeatureFailedException.class, () -> work.process(published(empty, 1), published));

        // When
        work.process(published(event("letter.received", "Where is my parcel"), 2), published);

        // Then
        assertThat(published.keys()).last().isEqualTo("result remote-only.completed");
        assertThat(ContractCodec.data(published.last(), Result.class).conflict())
                .isNull();
    }

    @Test
    void aFailureBesideAFeatureThatWaitsIsToldWhenThatHasEnded() {
        // Given
        primary.responds(status(503));
        secondary.responds(status(503));
        CloudEvent event = event("ticket.letter", "x".repeat(201));
        UnfinishedException first =
                catchThrowableOfType(UnfinishedException.class, () -> work.process(EventJob.live(event), published));
        primary.responds(label("billing"));

        // When
        FeatureFailedException thrown = catchThrowableOfType(
                FeatureFailedException.class,
                () -> work.process(new EventJob(event, first.features(), List.of(), false, ""), published));

        // Then
        assertThat(first.features()).containsExactlyInAnyOrder("remote-only", "triage");
        assertThat(thrown.code()).isEqualTo("too-long");
        assertThat(thrown.features()).containsExactly("triage");
    }

    @Test
    void workThatFailedForAnotherReasonThanItsProvidersSaysSo() {
        // When
        work.exhausted(only("remote-only", event("letter.received", "x")), new IllegalStateException(), published);

        // Then
        assertThat(published.lastData())
                .contains("\"error\":{\"code\":\"internal-error\"")
                .doesNotContain("provider answered");
    }

    @Test
    void exhaustionTellsOfEveryCallThatWasMadeInVain() {
        // Given
        primary.responds(status(400));
        secondary.responds(status(503));
        EventJob eventJob = EventJob.live(event("letter.received", "Where is my parcel"));
        var _ = catchThrowableOfType(UnfinishedException.class, () -> work.process(eventJob, published));
        var _ = catchThrowableOfType(UnfinishedException.class, () -> work.process(eventJob, published));
        int made = primary.requests().size() + secondary.requests().size();
        Published exhausted = new Published();

        // When
        work.exhausted(eventJob, unanswered, exhausted);

        // Then
        assertThat(exhausted.keys()).hasSize(made + 1).last().isEqualTo("result remote-only.failed");
        assertThat(ContractCodec.data(exhausted.last(), Result.class).attempts())
                .hasSize(made);
        assertThat(published.messages())
                .extracting(OutboundMessage::id)
                .hasSize(made)
                .doesNotHaveDuplicates();
    }

    @Test
    void exhaustionLeavesWhatHasEndedAsItIs() {
        // Given
        EventJob eventJob = EventJob.live(event("letter.received", "Where is my parcel"));
        work.process(eventJob, published);
        Published exhausted = new Published();

        // When
        work.exhausted(eventJob, unanswered, exhausted);

        // Then
        assertThat(exhausted.messages()).isEqualTo(published.messages());
    }

    @Test
    void theSameQuestionOfAnotherEventIsAnsweredFromTheStoreAndSaysWhatThatSaves() {
        // Given
        String text = "My invoice is wrong, " + UUID.randomUUID();
        work.process(EventJob.live(event("e-1 " + text, "letter.received", text)), published);
        int asked = primary.requests().size();
        Published reused = new Published();

        // When
        work.process(EventJob.live(event("e-2 " + text, "letter.received", text)), reused);

        // Then
        assertThat(primary.requests()).hasSize(asked);
        assertThat(reused.keys()).containsExactly("usage remote-only", "result remote-only.completed");
        Result result = ContractCodec.data(reused.last(), Result.class);
        assertThat(result.cached()).isTrue();
        assertThat(result.attempts()).isEmpty();
        assertThat(result.provider()).isEqualTo("primary");
        AnswerReused saved = ContractCodec.data(reused.get(0), AnswerReused.class);
        assertThat(reused.get(0).getType()).isEqualTo(AnswerReused.TYPE);
        assertThat(saved.callId()).isEqualTo(published.get(0).getId());
        assertThat(saved.inputTokens()).isEqualTo(100);
        assertThat(saved.cachedInputTokens()).isEqualTo(64);
        assertThat(saved.outputTokens()).isEqualTo(7);
        assertThat(saved.reasoningTokens()).isEqualTo(2);
        assertThat(saved.model()).isEqualTo("first");
        assertThat(saved.reported().id()).isEqualTo("c-1");
    }

    @Test
    void aReplayHasOutcomesOfItsOwn() {
        // Given
        CloudEvent event = event("letter.received", "My invoice is wrong");
        work.process(EventJob.live(event), published);
        Published replayed = new Published();

        // When
        work.process(new EventJob(event, Set.of(), List.of(), false, "better-prompt"), replayed);

        // Then
        assertThat(replayed.keys()).last().isEqualTo("result remote-only.completed.better-prompt");
        assertThat(ContractCodec.data(replayed.last(), Result.class).replay()).isEqualTo("better-prompt");
        assertThat(replayed.last().getId()).isNotEqualTo(published.last().getId());
    }

    @Test
    void allFeaturesShareTheTimeOfTheirEvent() {
        // Given time that is over when the first feature has ended
        EventJob eventJob = inTime(
                event("ticket.letter", "My invoice is wrong"),
                () -> published.keys().isEmpty() ? Duration.ofMinutes(1) : Duration.ZERO);

        // When
        PostponedException thrown =
                catchThrowableOfType(PostponedException.class, () -> work.process(eventJob, published));

        // Then
        assertThat(published.keys()).last().isEqualTo("result triage.completed");
        assertThat(thrown.getCause()).isNull();
        assertThat(thrown.features()).containsExactly("remote-only");
        assertThat(primary.requests()).hasSize(1);
    }

    @Test
    void whatCannotBeAnsweredInTimeCanBeGivenUpWhenItIsOver() {
        // Given
        EventJob eventJob = inTime(event("letter.received", "My invoice is wrong"), () -> Duration.ZERO);

        // When
        work.exhausted(eventJob, unanswered, published);

        // Then
        assertThat(published.keys()).containsExactly("result remote-only.failed");
    }

    private static EventJob inTime(CloudEvent event, Supplier<Duration> left) {
        return new EventJob(event, Set.of(), List.of(), false, "", Set.of(), Optional.empty(), Optional.empty(), left);
    }

    @Test
    void anEventThatIsNobodysBusinessIsDone() {
        // When
        work.process(EventJob.live(event("order.placed", "x")), published);

        // Then
        assertThat(published.keys()).isEmpty();
    }

    private static EventJob published(CloudEvent event, int publication) {
        return new EventJob(event, Set.of(), List.of(), false, "", Set.of(), Optional.of(publication(publication)));
    }

    private static Publication publication(int number) {
        return PUBLICATIONS.computeIfAbsent(
                number, n -> Publication.at(Instant.now().plus(Duration.ofHours(n))));
    }

    private static EventJob only(String feature, CloudEvent event) {
        return new EventJob(event, Set.of(feature), List.of(), false, "");
    }

    private CloudEvent event(String type, String body) {
        return event(eventId, type, body + ", " + eventId);
    }

    /** As PostgreSQL refuses a NUL, whatever the answer is. */
    private void refuseAnswers(String state) throws SQLException {
        execute("""
                CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '%s'; END $$""".formatted(state));
        execute("CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON answer FOR EACH ROW EXECUTE FUNCTION refuse()");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static CloudEvent event(String id, String type, String body) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/test"))
                .withType(type)
                .withExtension("userid", "u-7")
                .withData(
                        "application/json", "{\"body\":\"%s\"}".formatted(body).getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
