package dev.warren.modelchain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.warren.contracts.event.Publication;
import dev.warren.database.ShutdownException;
import dev.warren.modelchain.ending.DependencyUnavailableException;
import dev.warren.modelchain.ending.FeatureOutcome;
import dev.warren.modelchain.message.Deadline;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallLogEntry;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.TokenCounts;
import dev.warren.modelchain.store.key.WorkItem;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompletionStoreTest {

    private static StoreDatabase storeDatabase;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final WorkItem work = work(UUID.randomUUID().toString());
    private StoreInstance one;
    private StoreInstance two;

    @BeforeAll
    static void create() {
        storeDatabase = new StoreDatabase();
    }

    @AfterAll
    static void drop() {
        storeDatabase.close();
    }

    @BeforeEach
    void start() {
        storeDatabase.execute("DELETE FROM worker");
        one = new StoreInstance(storeDatabase);
        two = new StoreInstance(storeDatabase);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        one.close();
        two.close();
    }

    @Test
    void workThatHasEndedIsFoundByEverybodyAndNotDoneAgain() {
        // Given
        FeatureOutcome outcome = one.completions().once(work, false, ScriptedWork.completing());
        ScriptedWork redelivered = ScriptedWork.completing();

        // When
        List<FeatureOutcome> found = List.of(
                one.completions().once(work, false, redelivered),
                two.completions().once(work, false, redelivered));

        // Then
        assertThat(found).containsExactly(outcome, outcome);
        assertThat(redelivered.calls()).isEmpty();
    }

    @Test
    void anotherReplayIsOtherWork() {
        // Given
        one.completions().once(work, false, ScriptedWork.completing());
        ScriptedWork replayed = ScriptedWork.completing();

        // When
        one.completions().once(WorkItem.on(event("e"), "f", "better-prompt", Optional.empty()), false, replayed);

        // Then
        assertThat(replayed.calls()).hasSize(1);
    }

    @Test
    void twoDeliveriesAtTheSameTimeInOneProcessMakeOneCall() {
        // Given
        ScriptedWork scriptedWork = ScriptedWork.waiting();
        CompletableFuture<FeatureOutcome> first = begin(one, scriptedWork);
        scriptedWork.awaitCall();

        // When
        CompletableFuture<FeatureOutcome> second = begin(one, scriptedWork);
        scriptedWork.answer();

        // Then
        assertThat(second.join()).isEqualTo(first.join());
        assertThat(scriptedWork.calls()).hasSize(1);
    }

    @Test
    void twoDeliveriesAtTheSameTimeInTwoProcessesMakeOneCall() {
        // Given
        ScriptedWork scriptedWork = ScriptedWork.waiting();
        CompletableFuture<FeatureOutcome> first = begin(one, scriptedWork);
        scriptedWork.awaitCall();

        // When
        CompletableFuture<FeatureOutcome> second = begin(two, scriptedWork);
        scriptedWork.answer();

        // Then
        assertThat(second.join()).isEqualTo(first.join());
        assertThat(scriptedWork.calls()).hasSize(1);
    }

    @Test
    void aHolderThatDiedIsFollowedOnceItsLeaseIsOverAndItsOpenCallIsAbandoned() {
        // Given
        ScriptedWork dying = ScriptedWork.waiting();
        var _ = begin(one, dying);
        dying.awaitCall();
        ScriptedWork following = ScriptedWork.completing();

        // When
        one.fallSilent();
        begin(two, following).join();

        // Then
        assertThat(following.calls()).hasSize(1);
        assertThat(following.found()).singleElement().satisfies(call -> {
            assertThat(call.id()).contains(dying.calls().getFirst());
            assertThat(call.outcome()).isEqualTo(CallOutcome.ABANDONED);
            assertThat(call.tokens()).isEqualTo(TokenCounts.UNKNOWN);
        });
    }

    @Test
    void whoWasFollowedCanNeitherEndTheWorkNorCall() {
        // Given
        ScriptedWork silent = ScriptedWork.waiting();
        CompletableFuture<FeatureOutcome> late = begin(one, silent);
        silent.awaitCall();
        one.fallSilent();
        FeatureOutcome outcome = begin(two, ScriptedWork.completing()).join();

        // When
        silent.answer();

        // Then
        assertThat(late.join()).isEqualTo(outcome);
        assertThat(silent.calls()).hasSize(1);
    }

    @Test
    void whoseLeaseIsOverCannotCallEvenIfNobodyFollowed() {
        // Given
        one.completions().once(work(UUID.randomUUID().toString()), false, ScriptedWork.completing());
        await().until(() -> storeDatabase.count("worker WHERE alive_until > now()") == 2);
        one.fallSilent();
        await().until(() -> storeDatabase.count("worker WHERE alive_until > now()") == 1);
        ScriptedWork scriptedWork = ScriptedWork.completing();

        // When
        CompletableFuture<FeatureOutcome> never = begin(one, scriptedWork);

        // Then
        assertThat(begin(two, ScriptedWork.completing()).join()).isInstanceOf(FeatureOutcome.Completed.class);
        assertThat(never.join()).isInstanceOf(FeatureOutcome.Completed.class);
        assertThat(scriptedWork.calls()).isEmpty();
    }

    @Test
    void whatFailedIsFoundAsAFailure() {
        // Given
        FeatureOutcome.Failed failed =
                (FeatureOutcome.Failed) one.completions().once(work, false, ScriptedWork.failing());
        ScriptedWork redelivered = ScriptedWork.completing();

        // When
        FeatureOutcome.Failed found = (FeatureOutcome.Failed) two.completions().once(work, false, redelivered);

        // Then
        assertThat(found.messages()).isEqualTo(failed.messages());
        assertThat(found.why().code()).isEqualTo("refused");
        assertThat(redelivered.calls()).isEmpty();
    }

    @Test
    void whatFailedIsDoneAnewOnDemandAndItsCallsAreKnown() {
        // Given
        ScriptedWork failing = ScriptedWork.failing();
        one.completions().once(work, false, failing);
        ScriptedWork anew = ScriptedWork.completing();

        // When
        FeatureOutcome outcome = two.completions().once(work, true, anew);

        // Then
        assertThat(outcome).isInstanceOf(FeatureOutcome.Completed.class);
        assertThat(ids(anew.found())).isEqualTo(failing.calls());
    }

    @Test
    void whatFailsAgainIsDoneAnewOnceForEachLetterHoweverOftenAndLateItComes() {
        // Given
        one.completions().once(work, false, ScriptedWork.failing());
        ScriptedWork anew = ScriptedWork.failing();

        // When
        for (String letter : List.of("l-1", "l-1", "l-2", "l-1", "l-2")) {
            FeatureOutcome outcome = two.completions().once(work.sentBack(Optional.of(letter)), true, anew);
            assertThat(outcome).isInstanceOf(FeatureOutcome.Failed.class);
        }

        // Then
        assertThat(anew.calls()).hasSize(2);
    }

    @Test
    void aLetterCountsForWorkThatWasForgottenOrHadNotEnded() {
        // Given
        WorkItem other = work(UUID.randomUUID().toString());
        one.completions().once(other, false, ScriptedWork.unfinished());
        ScriptedWork anew = ScriptedWork.failing();

        // When
        for (WorkItem sentBack : List.of(work, work, other, other)) {
            one.completions().once(sentBack.sentBack(Optional.of("l-1")), true, anew);
        }

        // Then
        assertThat(anew.calls()).hasSize(2);
    }

    @Test
    void noRequestIsSentAfterTheStopHasBegunOrWhenTheTimeIsOver() {
        // Given
        AtomicReference<Duration> left = new AtomicReference<>(Duration.ofMinutes(1));
        List<CallLog.Open> calls = new ArrayList<>();
        Function<CallLog, FeatureOutcome> repeating = log -> {
            calls.add(log.begin("primary", "model"));
            left.set(Duration.ZERO);
            one.beginStop();
            calls.add(log.begin("primary", "model"));
            return new FeatureOutcome.Unfinished(List.of());
        };

        // When, then
        new Deadline(left::get)
                .during(() -> assertThatThrownBy(() -> two.completions().once(work, false, repeating))
                        .isInstanceOf(DependencyUnavailableException.class));
        assertThatThrownBy(() -> one.completions().once(work, false, repeating)).isInstanceOf(ShutdownException.class);
        assertThat(calls).hasSize(1);
    }

    @Test
    void noRequestIsSentWhoseTimeWasOverWhenTheDatabaseHadWrittenItDown() {
        // Given
        AtomicReference<Duration> left = new AtomicReference<>(Duration.ofMinutes(1));
        List<CallLog.Open> calls = new CopyOnWriteArrayList<>();
        Function<CallLog, FeatureOutcome> asking = log -> {
            storeDatabase.database().admit(false);
            calls.add(log.begin("primary", "model"));
            return new FeatureOutcome.Unfinished(List.of());
        };
        Future<?> work = threads.submit(
                () -> new Deadline(left::get).during(() -> one.completions().once(this.work, false, asking)));
        assertThatThrownBy(() -> work.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

        // When
        left.set(Duration.ZERO);
        storeDatabase.database().admit(true);

        // Then
        assertThatThrownBy(work::get).hasCauseInstanceOf(DependencyUnavailableException.class);
        assertThat(calls).isEmpty();
    }

    @Test
    void whatWasWellBegunWhenTheTimeEndedIsStoredAndSaid() {
        // Given
        AtomicReference<Duration> left = new AtomicReference<>(Duration.ofMinutes(1));
        AtomicReference<FeatureOutcome> outcome = new AtomicReference<>();

        // When
        new Deadline(left::get)
                .during(() -> outcome.set(one.completions().once(work, false, log -> {
                    FeatureOutcome completed = ScriptedWork.completing().apply(log);
                    left.set(Duration.ZERO);
                    return completed;
                })));

        // Then
        assertThat(two.completions().once(work, false, ScriptedWork.failing())).isEqualTo(outcome.get());
    }

    @Test
    void whatWasCompletedIsNotDoneAnewOnDemand() {
        // Given
        FeatureOutcome outcome = one.completions().once(work, false, ScriptedWork.completing());
        ScriptedWork anew = ScriptedWork.completing();

        // When
        FeatureOutcome found = two.completions().once(work, true, anew);

        // Then
        assertThat(found).isEqualTo(outcome);
        assertThat(anew.calls()).isEmpty();
    }

    @Test
    void whatWasCompletedForOtherContentIsNotDone() {
        // Given
        FeatureOutcome.Completed outcome =
                (FeatureOutcome.Completed) one.completions().once(work, false, ScriptedWork.completing());
        WorkItem other = withContent("other", Optional.of(Publication.at(Instant.now())));
        ScriptedWork scriptedWork = ScriptedWork.completing();

        // When
        ContentChangedException thrown = catchThrowableOfType(
                ContentChangedException.class, () -> two.completions().once(other, false, scriptedWork));

        // Then
        assertThat(thrown.messages()).isEqualTo(outcome.messages());
        assertThat(thrown.answered()).isEqualTo(work.content());
        assertThat(scriptedWork.calls()).isEmpty();
    }

    @Test
    void whatHasNotEndedIsDoneForTheContentThatComesNext() {
        // Given
        one.completions().once(work, false, ScriptedWork.unfinished());
        WorkItem other = withContent("other", Optional.empty());

        // When
        FeatureOutcome outcome = two.completions().once(other, false, ScriptedWork.completing());

        // Then
        assertThat(one.completions().once(other, false, ScriptedWork.completing()))
                .isEqualTo(outcome);
        assertThat(catchThrowable(() -> one.completions().once(work, false, ScriptedWork.completing())))
                .isInstanceOf(ContentChangedException.class);
    }

    @Test
    void whatWasCompletedBeforeContentsWereToldApartIsFoundForAny() {
        // Given
        FeatureOutcome outcome = one.completions().once(work, false, ScriptedWork.completing());
        storeDatabase.execute(
                "UPDATE work SET fingerprint = NULL, publication = NULL WHERE key = '" + work.key() + "'");

        // When
        FeatureOutcome found = two.completions()
                .once(
                        withContent("other", Optional.of(Publication.at(Instant.now()))),
                        true,
                        ScriptedWork.completing());

        // Then
        assertThat(found).isEqualTo(outcome);
    }

    @Test
    void whatFailedBeforePublicationsWereKnownIsDoneAnewByTheNext() {
        // Given
        one.completions().once(work, false, ScriptedWork.failing());
        WorkItem published = withContent(
                work.content(), Optional.of(Publication.at(Instant.now().plusSeconds(60))));
        ScriptedWork anew = ScriptedWork.failing();

        // When
        one.completions().once(published, false, anew);
        two.completions().once(published, false, anew);

        // Then
        assertThat(anew.calls()).hasSize(1);
    }

    @Test
    void revisionsAreCountedForAllProcessesAndKnownAsLongAsTheirWork() {
        // Given
        one.completions().once(work, false, ScriptedWork.completing());
        storeDatabase.execute("UPDATE work SET created_at = now() - interval '29 days'");

        // When
        List<Integer> revisions = List.of(
                one.completions().revision(withContent("b", Optional.empty())),
                two.completions().revision(withContent("c", Optional.empty())),
                two.completions().revision(withContent("b", Optional.empty())));

        // Then
        assertThat(revisions).containsExactly(2, 3, 2);
        assertThat(storeDatabase.count(
                        "work WHERE key = '" + work.key() + "' AND created_at > now() - interval '1 minute'"))
                .isEqualTo(1);
    }

    @Test
    void unfinishedWorkIsFreeAtOnceAndKeepsItsCalls() {
        // Given
        ScriptedWork unfinished = ScriptedWork.unfinished();
        one.completions().once(work, false, unfinished);
        ScriptedWork later = ScriptedWork.completing();

        // When
        two.completions().once(work, false, later);

        // Then
        assertThat(ids(later.found())).isEqualTo(unfinished.calls());
        assertThat(later.found().getFirst().outcome()).isEqualTo(CallOutcome.ANSWERED);
        assertThat(later.found().getFirst().tokens().input()).isEqualTo(100);
    }

    @Test
    void brokenWorkIsFreeAtOnceAndKeepsItsCalls() {
        // Given
        ScriptedWork breaking = ScriptedWork.breaking();
        Throwable thrown = catchThrowable(() -> one.completions().once(work, false, breaking));
        ScriptedWork later = ScriptedWork.completing();

        // When
        two.completions().once(work, false, later);

        // Then
        assertThat(thrown).hasMessage("broken");
        assertThat(ids(later.found())).isEqualTo(breaking.calls());
    }

    @Test
    void aProcessThatStopsInOrderFreesItsWorkAtOnce() {
        // Given
        try (StoreInstance stopping = new StoreInstance(storeDatabase, Duration.ofHours(1), StoreInstance.PATIENCE)) {
            ScriptedWork stopped = ScriptedWork.waiting();
            var _ = begin(stopping, stopped);
            stopped.awaitCall();
            ScriptedWork following = ScriptedWork.completing();

            // When
            stopping.leave();
            begin(two, following).join();

            // Then
            assertThat(ids(following.found())).isEqualTo(stopped.calls());
        }
    }

    @Test
    void aStopEndsTheWaitForSomebodyElse() {
        // Given
        ScriptedWork scriptedWork = ScriptedWork.waiting();
        var _ = begin(one, scriptedWork);
        scriptedWork.awaitCall();
        CompletableFuture<FeatureOutcome> here = begin(one, ScriptedWork.completing());
        CompletableFuture<FeatureOutcome> there = begin(two, ScriptedWork.completing());

        // When
        one.beginStop();
        two.beginStop();

        // Then
        assertThatThrownBy(here::join).hasRootCauseInstanceOf(ShutdownException.class);
        assertThatThrownBy(there::join).hasRootCauseInstanceOf(ShutdownException.class);
        assertThat(scriptedWork.calls()).hasSize(1);
    }

    @Test
    void whatWasBoughtIsStoredAlsoIfTheDatabaseIsAwayForAMomentDuringTheStop() {
        // Given
        ScriptedWork scriptedWork = ScriptedWork.waiting();
        CompletableFuture<FeatureOutcome> outcome = begin(one, scriptedWork);
        scriptedWork.awaitCall();
        one.beginStop();
        storeDatabase.database().admit(false);

        // When
        scriptedWork.answer();
        assertThatThrownBy(() -> outcome.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        storeDatabase.database().admit(true);

        // Then
        ScriptedWork redelivered = ScriptedWork.completing();
        assertThat(two.completions().once(work, false, redelivered)).isEqualTo(outcome.join());
        assertThat(redelivered.calls()).isEmpty();
    }

    @Test
    void whoIsNotWantedAnyMoreLeavesAlthoughTheDatabaseIsAway() {
        // Given
        AtomicReference<Duration> left = new AtomicReference<>(Duration.ofMinutes(1));
        storeDatabase.database().admit(false);
        Future<?> waiting = threads.submit(() ->
                new Deadline(left::get).during(() -> one.completions().once(work, false, ScriptedWork.completing())));
        assertThatThrownBy(() -> waiting.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        // When
        left.set(Duration.ZERO);

        // Then
        await().until(waiting::isDone);
        storeDatabase.database().admit(true);
        assertThat(waiting.exceptionNow()).isInstanceOf(DependencyUnavailableException.class);
    }

    @Test
    void anOutageOfTheDatabaseIsWaitedOut() {
        // Given
        storeDatabase.database().admit(false);
        ScriptedWork scriptedWork = ScriptedWork.completing();
        CompletableFuture<FeatureOutcome> outcome = begin(one, scriptedWork);

        // When
        storeDatabase.database().admit(true);

        // Then
        assertThat(outcome.join()).isInstanceOf(FeatureOutcome.Completed.class);
        assertThat(scriptedWork.calls()).hasSize(1);
    }

    @Test
    void anAnswerThatCameDuringAnOutageIsStoredAfterIt() {
        // Given
        ScriptedWork scriptedWork = ScriptedWork.waiting();
        CompletableFuture<FeatureOutcome> outcome = begin(one, scriptedWork);
        scriptedWork.awaitCall();
        storeDatabase.database().admit(false);
        scriptedWork.answer();

        // When
        storeDatabase.database().admit(true);

        // Then
        assertThat(two.completions().once(work, false, scriptedWork)).isEqualTo(outcome.join());
        assertThat(scriptedWork.calls()).hasSize(1);
    }

    @Test
    void anAnswerIsStoredEvenIfItsMessageWasGivenBackInTheMeantime() {
        // Given
        try (StoreInstance impatient = new StoreInstance(storeDatabase, StoreInstance.LEASE, Duration.ofSeconds(5))) {
            impatient.completions().once(work(UUID.randomUUID().toString()), false, ScriptedWork.completing());
            ScriptedWork scriptedWork = ScriptedWork.waiting();
            CompletableFuture<FeatureOutcome> given = begin(impatient, scriptedWork);
            scriptedWork.awaitCall();
            storeDatabase.database().admit(false);
            scriptedWork.answer();
            assertThatThrownBy(given::join).hasCauseInstanceOf(DependencyUnavailableException.class);

            // When
            storeDatabase.database().admit(true);

            // Then
            assertThat(two.completions().once(work, false, scriptedWork)).isInstanceOf(FeatureOutcome.Completed.class);
            assertThat(scriptedWork.calls()).hasSize(1);
        }
    }

    @Test
    void workThatEndsWithAnErrorIsFreeForOthersAtOnce() {
        // Given
        Throwable thrown = catchThrowable(() -> one.completions().once(work, false, log -> {
            throw new OutOfMemoryError("of this test");
        }));

        // When
        FeatureOutcome outcome = two.completions().once(work, false, ScriptedWork.completing());

        // Then
        assertThat(thrown).isInstanceOf(OutOfMemoryError.class);
        assertThat(outcome).isInstanceOf(FeatureOutcome.Completed.class);
    }

    @Test
    void aRowThatANewerVersionHasWrittenWaitsAndTakesNoOtherWithIt() {
        // Given
        one.completions().once(work, false, ScriptedWork.unfinished());
        storeDatabase.execute("UPDATE work SET calls = jsonb_set(calls, '{0,outcome}', '\"NEW\"') WHERE key = '%s'"
                .formatted(work.key()));
        WorkItem ended = work(UUID.randomUUID().toString());
        two.completions().once(ended, false, ScriptedWork.failing());
        storeDatabase.execute("UPDATE work SET messages = '{\"new\":true}' WHERE key = '%s'".formatted(ended.key()));

        // When
        ScriptedWork scriptedWork = ScriptedWork.completing();
        List<CompletableFuture<FeatureOutcome>> all = List.of(
                begin(one, scriptedWork),
                CompletableFuture.supplyAsync(() -> one.completions().once(ended, false, scriptedWork), threads),
                CompletableFuture.supplyAsync(
                        () -> one.completions().once(work(UUID.randomUUID().toString()), false, scriptedWork),
                        threads));

        // Then
        assertThatThrownBy(all.get(0)::join).hasCauseInstanceOf(DependencyUnavailableException.class);
        assertThatThrownBy(all.get(1)::join).hasCauseInstanceOf(DependencyUnavailableException.class);
        assertThat(all.get(2).join()).isInstanceOf(FeatureOutcome.Completed.class);
        assertThat(storeDatabase.count("work WHERE worker IS NOT NULL AND key = '%s'".formatted(work.key())))
                .isZero();
    }

    @Test
    void noRequestIsSentThatCannotBeWrittenDown() {
        // Given
        try (StoreInstance impatient = new StoreInstance(storeDatabase, StoreInstance.LEASE, Duration.ofSeconds(5))) {
            impatient.completions().once(work(UUID.randomUUID().toString()), false, ScriptedWork.completing());
            storeDatabase.database().admit(false);
            ScriptedWork scriptedWork = ScriptedWork.completing();

            // When
            Throwable thrown = catchThrowable(() -> impatient.completions().once(work, false, scriptedWork));

            // Then
            storeDatabase.database().admit(true);
            assertThat(thrown).isInstanceOf(DependencyUnavailableException.class);
            assertThat(scriptedWork.calls()).isEmpty();
        }
    }

    @Test
    void afterAnOutageLongerThanALeaseTheLivingKeepWhatTheyHave() {
        // Given
        ScriptedWork scriptedWork = ScriptedWork.waiting();
        CompletableFuture<FeatureOutcome> first = begin(one, scriptedWork);
        scriptedWork.awaitCall();
        CompletableFuture<FeatureOutcome> second = begin(two, scriptedWork);
        storeDatabase.execute("UPDATE worker SET alive_until = now() - interval '1 minute', since = now()");

        // When
        await().until(() -> storeDatabase.count("worker WHERE alive_until > now()") == 2);
        scriptedWork.answer();

        // Then
        assertThat(second.join()).isEqualTo(first.join());
        assertThat(scriptedWork.calls()).hasSize(1);
    }

    private WorkItem withContent(String content, Optional<Publication> publication) {
        return new WorkItem(
                work.key(),
                work.source(),
                work.id(),
                work.feature(),
                work.replay(),
                content,
                publication,
                Optional.empty());
    }

    private CompletableFuture<FeatureOutcome> begin(StoreInstance storeInstance, ScriptedWork scriptedWork) {
        return CompletableFuture.supplyAsync(
                () -> storeInstance.completions().once(work, false, scriptedWork), threads);
    }

    private static List<String> ids(List<CallLogEntry> calls) {
        return calls.stream().map(call -> call.id().orElseThrow()).toList();
    }

    private static WorkItem work(String id) {
        return WorkItem.on(event(id), "f", "", Optional.empty());
    }

    private static CloudEvent event(String id) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/test"))
                .withType("t")
                .build();
    }
}
