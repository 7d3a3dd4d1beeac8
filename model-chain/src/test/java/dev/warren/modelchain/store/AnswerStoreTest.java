package dev.warren.modelchain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.warren.modelchain.CallAttributions;
import dev.warren.modelchain.ending.FeatureOutcome;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.OnConflict;
import dev.warren.modelchain.feature.OnExhausted;
import dev.warren.modelchain.feature.SkillSettings;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallOutcome;
import dev.warren.modelchain.provider.NextProviderException;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.TokenCounts;
import dev.warren.modelchain.store.key.WorkItem;
import dev.warren.modelchain.testing.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerStoreTest {

    private static final Verdict BILLING = new Verdict("billing", new BigDecimal("0.90"));

    private static StoreDatabase storeDatabase;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String text = "Where is my parcel " + UUID.randomUUID();
    private final FakeProvider provider = new FakeProvider();
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
    void theSameQuestionOfAnotherEventIsAnsweredWithoutACall() {
        // Given
        Asked bought = ask(one, feature(), text);

        // When
        Asked reused = ask(two, feature(), text);

        // Then
        assertThat(provider.asked()).isEqualTo(1);
        assertThat(reused.answer()).isEqualTo(bought.answer());
        assertThat(reused.log().made()).isEmpty();
        assertThat(reused.log().reused()).contains(bought.log().made().getFirst());
        assertThat(bought.log().reused()).isEmpty();
    }

    @Test
    void howTextIsSpacedAndComposedMakesNoOtherQuestion() {
        // Given
        ask(one, feature(), "caf\u00e9 " + text);

        // When
        ask(one, feature(), "  cafe\u0301 \n\u00a0" + text + "\t");

        // Then
        assertThat(provider.asked()).isEqualTo(1);
    }

    @Test
    void twoProvidersOfOneModelAreAskedEachForItself() {
        // Given
        FakeProvider first = new FakeProvider("primary");
        FakeProvider second = new FakeProvider("secondary");
        first.fail();

        Question question = Question.of(feature(), text, CallAttributions.SOMEBODY);

        // When
        one.completions()
                .once(
                        new WorkItem(UUID.randomUUID(), "/test", "e", "triage", "", "content", Optional.empty()),
                        false,
                        log -> {
                            assertThatThrownBy(() -> one.answers().answer(question, first, log))
                                    .isInstanceOf(NextProviderException.class);
                            one.answers().answer(question, second, log);
                            return new FeatureOutcome.Completed(
                                    List.of(new OutboundMessage("results", "f.completed", "id", "{}")));
                        });

        // Then
        assertThat(first.asked()).isEqualTo(1);
        assertThat(second.asked()).isEqualTo(1);
    }

    @Test
    void cascadesInOppositeOrderDoNotWaitForEachOther() throws Exception {
        // Given
        FakeProvider first = new FakeProvider("primary");
        FakeProvider second = new FakeProvider("secondary");
        CyclicBarrier meeting = new CyclicBarrier(2);

        // When
        CompletableFuture<Asked> there = askInTurn(first, second, meeting);
        CompletableFuture<Asked> back = askInTurn(second, first, meeting);

        // Then
        assertThat(there.get(5, TimeUnit.SECONDS).log().reused()).hasSize(1);
        assertThat(back.get(5, TimeUnit.SECONDS).log().reused()).hasSize(1);
        assertThat(first.asked()).isEqualTo(1);
        assertThat(second.asked()).isEqualTo(1);
    }

    @Test
    void anotherTextVersionOrLabelIsAnotherQuestion() {
        // Given
        ask(one, feature(), text);

        // When
        ask(one, feature(), text + "?");
        ask(two, feature(2, "Invoices", true, Duration.ofHours(1)), text);
        try (StoreInstance redefined = new StoreInstance(storeDatabase)) {
            ask(redefined, feature(1, "Invoices and refunds", true, Duration.ofHours(1)), text);
        }

        // Then
        assertThat(provider.asked()).isEqualTo(4);
    }

    @Test
    void anAnswerThatIsTooOldIsBoughtAnew() {
        // Given
        ask(one, feature(1, "Invoices", true, Duration.ofMillis(1)), text);

        // When
        Asked anew = ask(two, feature(), text);

        // Then
        assertThat(anew.log().reused()).isEmpty();
        assertThat(ask(one, feature(), text).log().reused()).isNotEmpty();
        assertThat(provider.asked()).isEqualTo(2);
    }

    @Test
    void aFeatureThatWantsNoneIsAskedEachTime() {
        // Given
        Feature off = feature(1, "Invoices", false, Duration.ofHours(1));
        ask(one, off, text);

        // When
        Asked again = ask(one, off, text);

        // Then
        assertThat(again.log().reused()).isEmpty();
        assertThat(provider.asked()).isEqualTo(2);
    }

    @Test
    void whoeverAsksTheSameAtTheSameTimeWaitsForTheOneAnswer() {
        // Given
        provider.stall();
        CompletableFuture<Asked> first = begin(one);
        provider.awaitAsked();

        // When
        List<CompletableFuture<Asked>> others =
                IntStream.range(0, 20).mapToObj(i -> begin(one)).toList();
        provider.goOn();

        // Then
        assertThat(others).allSatisfy(other -> assertThat(other.join().answer())
                .isEqualTo(first.join().answer()));
        assertThat(provider.asked()).isEqualTo(1);
    }

    @Test
    void aProviderThatDoesNotAnswerIsNotAskedTheSameByEverybodyWhoWaited() {
        // Given
        provider.stall();
        provider.fail();
        CompletableFuture<Asked> first = begin(one);
        provider.awaitAsked();

        // When
        CompletableFuture<Asked> second = begin(one);
        provider.goOn();

        // Then
        assertThatThrownBy(first::join).hasRootCauseInstanceOf(NextProviderException.class);
        assertThatThrownBy(second::join).hasRootCauseInstanceOf(NextProviderException.class);
        assertThat(provider.asked()).isLessThanOrEqualTo(2);
    }

    @Test
    void afterAFailureTheQuestionIsFree() {
        // Given
        provider.fail();
        Throwable thrown = catchThrowable(() -> ask(one, feature(), text));
        provider.recover();

        // When
        Asked asked = ask(two, feature(), text);

        // Then
        assertThat(thrown).isInstanceOf(NextProviderException.class);
        assertThat(asked.log().reused()).isEmpty();
    }

    @Test
    void afterAnErrorTheQuestionIsFree() {
        // Given
        provider.breaks();
        Throwable thrown = catchThrowable(() -> ask(one, feature(), text));
        provider.recover();

        // When
        List<Asked> asked = List.of(ask(two, feature(), text), ask(one, feature(), text));

        // Then
        assertThat(thrown).isInstanceOf(OutOfMemoryError.class);
        assertThat(asked.getLast().log().reused()).isNotEmpty();
    }

    @Test
    void anAnswerThatIsBoughtIsKnownToAllWhoDoNotAskForIt() {
        // Given
        Question question = Question.of(feature(), text, CallAttributions.SOMEBODY);
        CallLog log = new CallLog(List.of(), calls -> {});
        Optional<Answer> before = two.answers().known(question, provider, log);
        Asked bought = ask(one, feature(), text);

        // When
        Optional<Answer> known = two.answers().known(question, provider, log);

        // Then
        assertThat(before).isEmpty();
        assertThat(known).contains(bought.answer());
        assertThat(log.reused()).contains(bought.log().made().getFirst());
    }

    @Test
    void anotherProcessThatAsksAtTheSameTimeDoesNotWait() {
        // Given
        provider.stall();
        CompletableFuture<Asked> first = begin(one);
        provider.awaitAsked();
        FakeProvider healthy = new FakeProvider();

        // When
        Asked second = ask(two, feature(), text, healthy);
        provider.goOn();

        // Then
        assertThat(second.log().made()).hasSize(1);
        assertThat(first.join().log().made()).hasSize(1);
        assertThat(ask(one, feature(), text).log().reused()).isNotEmpty();
    }

    @Test
    void anAnswerThatComesWhileTheyWaitForTheirTurnIsReused() {
        // Given
        Question question = Question.of(feature(), text, CallAttributions.SOMEBODY);
        Optional<Answer> before = two.answers().known(question, provider, new CallLog(List.of(), calls -> {}));
        ask(one, feature(), text);

        // When
        Asked asked = ask(two, feature(), text);

        // Then
        assertThat(before).isEmpty();
        assertThat(asked.log().reused()).isNotEmpty();
        assertThat(provider.asked()).isEqualTo(1);
    }

    @Test
    void anUnsureAnswerIsNotBoughtAgainWhereTheProcessDiesBeforeTheNextProviderIsAsked() {
        // Given
        Question question = Question.of(cascade(), text, CallAttributions.SOMEBODY);
        List<String> stored = new ArrayList<>();
        CallLog log = new CallLog(List.of(), calls -> stored.add(StoredJson.ofCalls(calls)));
        Answer unsure = one.answers().answer(question, provider, log);

        // When
        CallLog after = new CallLog(StoredJson.calls(stored.getLast()), calls -> {});
        Answer again = two.answers().answer(question, provider, after);

        // Then
        assertThat(again).isEqualTo(unsure);
        assertThat(provider.asked()).isEqualTo(1);
        assertThat(after.made()).isEmpty();
        assertThat(after.reused()).isEmpty();
    }

    @Test
    void anUnsureAnswerToAnotherTextIsNoneToThisOne() {
        // Given
        List<String> stored = new ArrayList<>();
        CallLog log = new CallLog(List.of(), calls -> stored.add(StoredJson.ofCalls(calls)));
        one.answers().answer(Question.of(cascade(), text, CallAttributions.SOMEBODY), provider, log);
        log.begin("secondary", "model");

        // When
        CallLog after = new CallLog(StoredJson.calls(stored.getLast()), calls -> {});
        two.answers().answer(Question.of(cascade(), text + " not", CallAttributions.SOMEBODY), provider, after);

        // Then
        assertThat(provider.asked()).isEqualTo(2);
    }

    @Test
    void allAnswersOfACascadeAreKeptForOthersAndNobodyWaitsForEver() {
        // Given
        FakeProvider next = new FakeProvider("secondary");
        Question question = Question.of(cascade(true), text, CallAttributions.SOMEBODY);
        WorkItem work = new WorkItem(UUID.randomUUID(), "/test", "e", "triage", "", "content", Optional.empty());
        one.completions().once(work, false, log -> {
            one.answers().answer(question, provider, log);
            one.answers().answer(question, next, log);
            return new FeatureOutcome.Completed(List.of(new OutboundMessage("results", "f.completed", "id", "{}")));
        });

        // When
        List<Asked> asked = List.of(
                ask(one, cascade(true), text, provider),
                ask(one, cascade(true), text, next),
                ask(two, cascade(true), text, provider));

        // Then
        assertThat(asked).allSatisfy(each -> assertThat(each.log().reused()).hasSize(1));
        assertThat(provider.asked()).isEqualTo(1);
        assertThat(next.asked()).isEqualTo(1);
    }

    @Test
    void withoutSomebodyWhoStoresItNothingIsReused() {
        // Given
        ask(one, feature(), text);

        // When
        one.answers().answer(Question.of(feature(), text, CallAttributions.SOMEBODY), provider, new CallLog());

        // Then
        assertThat(provider.asked()).isEqualTo(2);
    }

    private CompletableFuture<Asked> begin(StoreInstance storeInstance) {
        return CompletableFuture.supplyAsync(() -> ask(storeInstance, feature(), text), threads);
    }

    private Asked ask(StoreInstance storeInstance, Feature feature, String what) {
        return ask(storeInstance, feature, what, provider);
    }

    /** Each time for another event. */
    private static Asked ask(StoreInstance storeInstance, Feature feature, String what, Provider whom) {
        WorkItem work = new WorkItem(UUID.randomUUID(), "/test", "e", feature.name(), "", "content", Optional.empty());
        Asked[] asked = new Asked[1];
        storeInstance.completions().once(work, false, log -> {
            asked[0] = new Asked(
                    storeInstance.answers().answer(Question.of(feature, what, CallAttributions.SOMEBODY), whom, log),
                    log);
            return new FeatureOutcome.Completed(List.of(new OutboundMessage("results", "f.completed", "id", "{}")));
        });
        return asked[0];
    }

    private CompletableFuture<Asked> askInTurn(FakeProvider first, FakeProvider second, CyclicBarrier meeting) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Asked[] asked = new Asked[1];
                    Question question = Question.of(cascade(true), text, CallAttributions.SOMEBODY);
                    UUID key = UUID.randomUUID();
                    one.completions()
                            .once(
                                    new WorkItem(key, "/test", "e", "triage", "", "content", Optional.empty()),
                                    false,
                                    log -> {
                                        one.answers().answer(question, first, log);
                                        meet(meeting);
                                        asked[0] = new Asked(one.answers().answer(question, second, log), log);
                                        return new FeatureOutcome.Completed(
                                                List.of(new OutboundMessage("results", "f.completed", "id", "{}")));
                                    });
                    return asked[0];
                },
                threads);
    }

    private static void meet(CyclicBarrier meeting) {
        try {
            meeting.await(StoreInstance.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Feature feature() {
        return feature(1, "Invoices", true, Duration.ofHours(1));
    }

    private static Feature cascade() {
        return cascade(false);
    }

    private static Feature cascade(boolean cached) {
        Feature plain = feature(1, "Invoices", cached, Duration.ofHours(1));
        return new Feature(
                plain.name(),
                plain.kind(),
                plain.version(),
                plain.events(),
                plain.text(),
                List.of("primary", "secondary"),
                plain.maxLength(),
                plain.minConfidence(),
                plain.settings(),
                plain.onExhausted(),
                plain.cache(),
                plain.onConflict(),
                Map.of(),
                Map.of("primary", new BigDecimal("0.99"), "secondary", new BigDecimal("0.99")));
    }

    private static Feature feature(int version, String word, boolean cached, Duration lifetime) {
        return new Feature(
                "triage",
                Verdict.KIND,
                version,
                List.of("t"),
                List.of(),
                List.of("primary"),
                1000,
                BigDecimal.ZERO,
                SkillSettings.of(new Verdict.Words(List.of("billing", word))),
                OnExhausted.HOLD,
                new Feature.Cache(cached, lifetime),
                OnConflict.KEEP);
    }

    private record Asked(Answer answer, CallLog log) {}

    /** Counts what it is asked, and can stall and fail. */
    private static final class FakeProvider implements Provider {

        private final AtomicInteger asked = new AtomicInteger();
        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile CountDownLatch mayEnd = new CountDownLatch(0);
        private final String name;
        private volatile boolean failing;
        private volatile boolean broken;

        FakeProvider() {
            this("primary");
        }

        FakeProvider(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String model(Feature feature) {
            return "model";
        }

        @Override
        public Answer answer(Question question, CallLog log) {
            CallLog.Open call = log.begin(name(), model(question.feature()));
            asked.incrementAndGet();
            begun.countDown();
            await(mayEnd);
            if (broken) {
                throw new OutOfMemoryError("of this test");
            }
            if (failing) {
                call.end(CallOutcome.UNAVAILABLE, TokenCounts.UNKNOWN);
                throw new NextProviderException(CallOutcome.UNAVAILABLE);
            }
            call.end(CallOutcome.ANSWERED, new TokenCounts(100, 64, 7, true));
            return new Answer(BILLING, "It says so.");
        }

        int asked() {
            return asked.get();
        }

        void stall() {
            mayEnd = new CountDownLatch(1);
        }

        void goOn() {
            mayEnd.countDown();
        }

        void fail() {
            failing = true;
        }

        void breaks() {
            broken = true;
        }

        void recover() {
            broken = false;
            failing = false;
        }

        void awaitAsked() {
            await(begun);
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(StoreInstance.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("waited for too long");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
