package dev.warren.modelchain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.warren.contracts.v1.Publication;
import dev.warren.modelchain.AwayException;
import dev.warren.modelchain.Deadline;
import dev.warren.modelchain.Ending;
import dev.warren.modelchain.provider.Call;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.Tokens;
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

class CompletionsTest {

    private static Schema schema;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Work work = work(UUID.randomUUID().toString());
    private Instance one;
    private Instance two;

    @BeforeAll
    static void create() {
        schema = new Schema();
    }

    @AfterAll
    static void drop() {
        schema.close();
    }

    @BeforeEach
    void start() {
        schema.execute("DELETE FROM worker");
        one = new Instance(schema);
        two = new Instance(schema);
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
        Ending ending = one.completions().once(work, false, Doing.completing());
        Doing redelivered = Doing.completing();

        // When
        List<Ending> found = List.of(
                one.completions().once(work, false, redelivered),
                two.completions().once(work, false, redelivered));

        // Then
        assertThat(found).containsExactly(ending, ending);
        assertThat(redelivered.calls()).isEmpty();
    }

    @Test
    void anotherReplayIsOtherWork() {
        // Given
        one.completions().once(work, false, Doing.completing());
        Doing replayed = Doing.completing();

        // When
        one.completions().once(Work.on(event("e"), "f", "better-prompt", Optional.empty()), false, replayed);

        // Then
        assertThat(replayed.calls()).hasSize(1);
    }

    @Test
    void twoDeliveriesAtTheSameTimeInOneProcessMakeOneCall() {
        // Given
        Doing doing = Doing.waiting();
        CompletableFuture<Ending> first = begin(one, doing);
        doing.awaitCall();

        // When
        CompletableFuture<Ending> second = begin(one, doing);
        doing.answer();

        // Then
        assertThat(second.join()).isEqualTo(first.join());
        assertThat(doing.calls()).hasSize(1);
    }

    @Test
    void twoDeliveriesAtTheSameTimeInTwoProcessesMakeOneCall() {
        // Given
        Doing doing = Doing.waiting();
        CompletableFuture<Ending> first = begin(one, doing);
        doing.awaitCall();

        // When
        CompletableFuture<Ending> second = begin(two, doing);
        doing.answer();

        // Then
        assertThat(second.join()).isEqualTo(first.join());
        assertThat(doing.calls()).hasSize(1);
    }

    @Test
    void aHolderThatDiedIsFollowedOnceItsLeaseIsOverAndItsOpenCallIsAbandoned() {
        // Given
        Doing dying = Doing.waiting();
        var _ = begin(one, dying);
        dying.awaitCall();
        Doing following = Doing.completing();

        // When
        one.fallSilent();
        begin(two, following).join();

        // Then
        assertThat(following.calls()).hasSize(1);
        assertThat(following.found()).singleElement().satisfies(call -> {
            assertThat(call.id()).contains(dying.calls().getFirst());
            assertThat(call.outcome()).isEqualTo(CallOutcome.ABANDONED);
            assertThat(call.tokens()).isEqualTo(Tokens.UNKNOWN);
        });
    }

    @Test
    void whoWasFollowedCanNeitherEndTheWorkNorCall() {
        // Given
        Doing silent = Doing.waiting();
        CompletableFuture<Ending> late = begin(one, silent);
        silent.awaitCall();
        one.fallSilent();
        Ending ending = begin(two, Doing.completing()).join();

        // When
        silent.answer();

        // Then
        assertThat(late.join()).isEqualTo(ending);
        assertThat(silent.calls()).hasSize(1);
    }

    @Test
    void whoseLeaseIsOverCannotCallEvenIfNobodyFollowed() {
        // Given
        one.completions().once(work(UUID.randomUUID().toString()), false, Doing.completing());
        await().until(() -> schema.count("worker WHERE alive_until > now()") == 2);
        one.fallSilent();
        await().until(() -> schema.count("worker WHERE alive_until > now()") == 1);
        Doing doing = Doing.completing();

        // When
        CompletableFuture<Ending> never = begin(one, doing);

        // Then
        assertThat(begin(two, Doing.completing()).join()).isInstanceOf(Ending.Completed.class);
        assertThat(never.join()).isInstanceOf(Ending.Completed.class);
        assertThat(doing.calls()).isEmpty();
    }

    @Test
    void whatFailedIsFoundAsAFailure() {
        // Given
        Ending.Failed failed = (Ending.Failed) one.completions().once(work, false, Doing.failing());
        Doing redelivered = Doing.completing();

        // When
        Ending.Failed found = (Ending.Failed) two.completions().once(work, false, redelivered);

        // Then
        assertThat(found.messages()).isEqualTo(failed.messages());
        assertThat(found.why().code()).isEqualTo("refused");
        assertThat(redelivered.calls()).isEmpty();
    }

    @Test
    void whatFailedIsDoneAnewOnDemandAndItsCallsAreKnown() {
        // Given
        Doing failing = Doing.failing();
        one.completions().once(work, false, failing);
        Doing anew = Doing.completing();

        // When
        Ending ending = two.completions().once(work, true, anew);

        // Then
        assertThat(ending).isInstanceOf(Ending.Completed.class);
        assertThat(ids(anew.found())).isEqualTo(failing.calls());
    }

    @Test
    void whatFailsAgainIsDoneAnewOnceForEachLetterHoweverOftenAndLateItComes() {
        // Given
        one.completions().once(work, false, Doing.failing());
        Doing anew = Doing.failing();

        // When
        for (String letter : List.of("l-1", "l-1", "l-2", "l-1", "l-2")) {
            Ending ending = two.completions().once(work.sentBack(Optional.of(letter)), true, anew);
            assertThat(ending).isInstanceOf(Ending.Failed.class);
        }

        // Then
        assertThat(anew.calls()).hasSize(2);
    }

    @Test
    void aLetterCountsForWorkThatWasForgottenOrHadNotEnded() {
        // Given
        Work other = work(UUID.randomUUID().toString());
        one.completions().once(other, false, Doing.unfinished());
        Doing anew = Doing.failing();

        // When
        for (Work sentBack : List.of(work, work, other, other)) {
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
        Function<CallLog, Ending> repeating = log -> {
            calls.add(log.begin("primary", "model"));
            left.set(Duration.ZERO);
            one.beginStop();
            calls.add(log.begin("primary", "model"));
            return new Ending.Unfinished(List.of());
        };

        // When, then
        new Deadline(left::get)
                .during(() -> assertThatThrownBy(() -> two.completions().once(work, false, repeating))
                        .isInstanceOf(AwayException.class));
        assertThatThrownBy(() -> one.completions().once(work, false, repeating)).isInstanceOf(StoppingException.class);
        assertThat(calls).hasSize(1);
    }

    @Test
    void noRequestIsSentWhoseTimeWasOverWhenTheDatabaseHadWrittenItDown() {
        // Given
        AtomicReference<Duration> left = new AtomicReference<>(Duration.ofMinutes(1));
        List<CallLog.Open> calls = new CopyOnWriteArrayList<>();
        Function<CallLog, Ending> asking = log -> {
            schema.database().admit(false);
            calls.add(log.begin("primary", "model"));
            return new Ending.Unfinished(List.of());
        };
        Future<?> work = threads.submit(
                () -> new Deadline(left::get).during(() -> one.completions().once(this.work, false, asking)));
        assertThatThrownBy(() -> work.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

        // When
        left.set(Duration.ZERO);
        schema.database().admit(true);

        // Then
        assertThatThrownBy(work::get).hasCauseInstanceOf(AwayException.class);
        assertThat(calls).isEmpty();
    }

    @Test
    void whatWasWellBegunWhenTheTimeEndedIsStoredAndSaid() {
        // Given
        AtomicReference<Duration> left = new AtomicReference<>(Duration.ofMinutes(1));
        AtomicReference<Ending> ending = new AtomicReference<>();

        // When
        new Deadline(left::get)
                .during(() -> ending.set(one.completions().once(work, false, log -> {
                    Ending completed = Doing.completing().apply(log);
                    left.set(Duration.ZERO);
                    return completed;
                })));

        // Then
        assertThat(two.completions().once(work, false, Doing.failing())).isEqualTo(ending.get());
    }

    @Test
    void whatWasCompletedIsNotDoneAnewOnDemand() {
        // Given
        Ending ending = one.completions().once(work, false, Doing.completing());
        Doing anew = Doing.completing();

        // When
        Ending found = two.completions().once(work, true, anew);

        // Then
        assertThat(found).isEqualTo(ending);
        assertThat(anew.calls()).isEmpty();
    }

    @Test
    void whatWasCompletedForOtherContentIsNotDone() {
        // Given
        Ending.Completed ending = (Ending.Completed) one.completions().once(work, false, Doing.completing());
        Work other = withContent("other", Optional.of(Publication.at(Instant.now())));
        Doing doing = Doing.completing();

        // When
        OtherContentException thrown = catchThrowableOfType(
                OtherContentException.class, () -> two.completions().once(other, false, doing));

        // Then
        assertThat(thrown.messages()).isEqualTo(ending.messages());
        assertThat(thrown.answered()).isEqualTo(work.content());
        assertThat(doing.calls()).isEmpty();
    }

    @Test
    void whatHasNotEndedIsDoneForTheContentThatComesNext() {
        // Given
        one.completions().once(work, false, Doing.unfinished());
        Work other = withContent("other", Optional.empty());

        // When
        Ending ending = two.completions().once(other, false, Doing.completing());

        // Then
        assertThat(one.completions().once(other, false, Doing.completing())).isEqualTo(ending);
        assertThat(catchThrowable(() -> one.completions().once(work, false, Doing.completing())))
                .isInstanceOf(OtherContentException.class);
    }

    @Test
    void whatWasCompletedBeforeContentsWereToldApartIsFoundForAny() {
        // Given
        Ending ending = one.completions().once(work, false, Doing.completing());
        schema.execute("UPDATE work SET fingerprint = NULL, publication = NULL WHERE key = '" + work.key() + "'");

        // When
        Ending found = two.completions()
                .once(withContent("other", Optional.of(Publication.at(Instant.now()))), true, Doing.completing());

        // Then
        assertThat(found).isEqualTo(ending);
    }

    @Test
    void whatFailedBeforePublicationsWereKnownIsDoneAnewByTheNext() {
        // Given
        one.completions().once(work, false, Doing.failing());
        Work published = withContent(
                work.content(), Optional.of(Publication.at(Instant.now().plusSeconds(60))));
        Doing anew = Doing.failing();

        // When
        one.completions().once(published, false, anew);
        two.completions().once(published, false, anew);

        // Then
        assertThat(anew.calls()).hasSize(1);
    }

    @Test
    void revisionsAreCountedForAllProcessesAndKnownAsLongAsTheirWork() {
        // Given
        one.completions().once(work, false, Doing.completing());
        schema.execute("UPDATE work SET created_at = now() - interval '29 days'");

        // When
        List<Integer> revisions = List.of(
                one.completions().revision(withContent("b", Optional.empty())),
                two.completions().revision(withContent("c", Optional.empty())),
                two.completions().revision(withContent("b", Optional.empty())));

        // Then
        assertThat(revisions).containsExactly(2, 3, 2);
        assertThat(schema.count("work WHERE key = '" + work.key() + "' AND created_at > now() - interval '1 minute'"))
                .isEqualTo(1);
    }

    @Test
    void unfinishedWorkIsFreeAtOnceAndKeepsItsCalls() {
        // Given
        Doing unfinished = Doing.unfinished();
        one.completions().once(work, false, unfinished);
        Doing later = Doing.completing();

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
        Doing breaking = Doing.breaking();
        Throwable thrown = catchThrowable(() -> one.completions().once(work, false, breaking));
        Doing later = Doing.completing();

        // When
        two.completions().once(work, false, later);

        // Then
        assertThat(thrown).hasMessage("broken");
        assertThat(ids(later.found())).isEqualTo(breaking.calls());
    }

    @Test
    void aProcessThatStopsInOrderFreesItsWorkAtOnce() {
        // Given
        try (Instance stopping = new Instance(schema, Duration.ofHours(1), Instance.PATIENCE)) {
            Doing stopped = Doing.waiting();
            var _ = begin(stopping, stopped);
            stopped.awaitCall();
            Doing following = Doing.completing();

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
        Doing doing = Doing.waiting();
        var _ = begin(one, doing);
        doing.awaitCall();
        CompletableFuture<Ending> here = begin(one, Doing.completing());
        CompletableFuture<Ending> there = begin(two, Doing.completing());

        // When
        one.beginStop();
        two.beginStop();

        // Then
        assertThatThrownBy(here::join).hasRootCauseInstanceOf(StoppingException.class);
        assertThatThrownBy(there::join).hasRootCauseInstanceOf(StoppingException.class);
        assertThat(doing.calls()).hasSize(1);
    }

    @Test
    void whatWasBoughtIsStoredAlsoIfTheDatabaseIsAwayForAMomentDuringTheStop() {
        // Given
        Doing doing = Doing.waiting();
        CompletableFuture<Ending> ending = begin(one, doing);
        doing.awaitCall();
        one.beginStop();
        schema.database().admit(false);

        // When
        doing.answer();
        assertThatThrownBy(() -> ending.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        schema.database().admit(true);

        // Then
        Doing redelivered = Doing.completing();
        assertThat(two.completions().once(work, false, redelivered)).isEqualTo(ending.join());
        assertThat(redelivered.calls()).isEmpty();
    }

    @Test
    void whoIsNotWantedAnyMoreLeavesAlthoughTheDatabaseIsAway() {
        // Given
        AtomicReference<Duration> left = new AtomicReference<>(Duration.ofMinutes(1));
        schema.database().admit(false);
        Future<?> waiting = threads.submit(
                () -> new Deadline(left::get).during(() -> one.completions().once(work, false, Doing.completing())));
        assertThatThrownBy(() -> waiting.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        // When
        left.set(Duration.ZERO);

        // Then
        await().until(waiting::isDone);
        schema.database().admit(true);
        assertThat(waiting.exceptionNow()).isInstanceOf(AwayException.class);
    }

    @Test
    void anOutageOfTheDatabaseIsWaitedOut() {
        // Given
        schema.database().admit(false);
        Doing doing = Doing.completing();
        CompletableFuture<Ending> ending = begin(one, doing);

        // When
        schema.database().admit(true);

        // Then
        assertThat(ending.join()).isInstanceOf(Ending.Completed.class);
        assertThat(doing.calls()).hasSize(1);
    }

    @Test
    void anAnswerThatCameDuringAnOutageIsStoredAfterIt() {
        // Given
        Doing doing = Doing.waiting();
        CompletableFuture<Ending> ending = begin(one, doing);
        doing.awaitCall();
        schema.database().admit(false);
        doing.answer();

        // When
        schema.database().admit(true);

        // Then
        assertThat(two.completions().once(work, false, doing)).isEqualTo(ending.join());
        assertThat(doing.calls()).hasSize(1);
    }

    @Test
    void anAnswerIsStoredEvenIfItsMessageWasGivenBackInTheMeantime() {
        // Given
        try (Instance impatient = new Instance(schema, Instance.LEASE, Duration.ofSeconds(5))) {
            impatient.completions().once(work(UUID.randomUUID().toString()), false, Doing.completing());
            Doing doing = Doing.waiting();
            CompletableFuture<Ending> given = begin(impatient, doing);
            doing.awaitCall();
            schema.database().admit(false);
            doing.answer();
            assertThatThrownBy(given::join).hasCauseInstanceOf(AwayException.class);

            // When
            schema.database().admit(true);

            // Then
            assertThat(two.completions().once(work, false, doing)).isInstanceOf(Ending.Completed.class);
            assertThat(doing.calls()).hasSize(1);
        }
    }

    @Test
    void workThatEndsWithAnErrorIsFreeForOthersAtOnce() {
        // Given
        Throwable thrown = catchThrowable(() -> one.completions().once(work, false, log -> {
            throw new OutOfMemoryError("of this test");
        }));

        // When
        Ending ending = two.completions().once(work, false, Doing.completing());

        // Then
        assertThat(thrown).isInstanceOf(OutOfMemoryError.class);
        assertThat(ending).isInstanceOf(Ending.Completed.class);
    }

    @Test
    void aRowThatANewerVersionHasWrittenWaitsAndTakesNoOtherWithIt() {
        // Given
        one.completions().once(work, false, Doing.unfinished());
        schema.execute("UPDATE work SET calls = jsonb_set(calls, '{0,outcome}', '\"NEW\"') WHERE key = '%s'"
                .formatted(work.key()));
        Work ended = work(UUID.randomUUID().toString());
        two.completions().once(ended, false, Doing.failing());
        schema.execute("UPDATE work SET messages = '{\"new\":true}' WHERE key = '%s'".formatted(ended.key()));

        // When
        Doing doing = Doing.completing();
        List<CompletableFuture<Ending>> all = List.of(
                begin(one, doing),
                CompletableFuture.supplyAsync(() -> one.completions().once(ended, false, doing), threads),
                CompletableFuture.supplyAsync(
                        () -> one.completions().once(work(UUID.randomUUID().toString()), false, doing), threads));

        // Then
        assertThatThrownBy(all.get(0)::join).hasCauseInstanceOf(AwayException.class);
        assertThatThrownBy(all.get(1)::join).hasCauseInstanceOf(AwayException.class);
        assertThat(all.get(2).join()).isInstanceOf(Ending.Completed.class);
        assertThat(schema.count("work WHERE worker IS NOT NULL AND key = '%s'".formatted(work.key())))
                .isZero();
    }

    @Test
    void noRequestIsSentThatCannotBeWrittenDown() {
        // Given
        try (Instance impatient = new Instance(schema, Instance.LEASE, Duration.ofSeconds(5))) {
            impatient.completions().once(work(UUID.randomUUID().toString()), false, Doing.completing());
            schema.database().admit(false);
            Doing doing = Doing.completing();

            // When
            Throwable thrown = catchThrowable(() -> impatient.completions().once(work, false, doing));

            // Then
            schema.database().admit(true);
            assertThat(thrown).isInstanceOf(AwayException.class);
            assertThat(doing.calls()).isEmpty();
        }
    }

    @Test
    void afterAnOutageLongerThanALeaseTheLivingKeepWhatTheyHave() {
        // Given
        Doing doing = Doing.waiting();
        CompletableFuture<Ending> first = begin(one, doing);
        doing.awaitCall();
        CompletableFuture<Ending> second = begin(two, doing);
        schema.execute("UPDATE worker SET alive_until = now() - interval '1 minute', since = now()");

        // When
        await().until(() -> schema.count("worker WHERE alive_until > now()") == 2);
        doing.answer();

        // Then
        assertThat(second.join()).isEqualTo(first.join());
        assertThat(doing.calls()).hasSize(1);
    }

    private Work withContent(String content, Optional<Publication> publication) {
        return new Work(
                work.key(),
                work.source(),
                work.id(),
                work.feature(),
                work.replay(),
                content,
                publication,
                Optional.empty());
    }

    private CompletableFuture<Ending> begin(Instance instance, Doing doing) {
        return CompletableFuture.supplyAsync(() -> instance.completions().once(work, false, doing), threads);
    }

    private static List<String> ids(List<Call> calls) {
        return calls.stream().map(call -> call.id().orElseThrow()).toList();
    }

    private static Work work(String id) {
        return Work.on(event(id), "f", "", Optional.empty());
    }

    private static CloudEvent event(String id) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/test"))
                .withType("t")
                .build();
    }
}
