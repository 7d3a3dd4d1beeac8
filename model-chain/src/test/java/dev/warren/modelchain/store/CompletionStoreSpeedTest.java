package dev.warren.modelchain.store;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.TokenCounts;
import dev.warren.modelchain.store.key.WorkItem;
import dev.warren.modelchain.testing.Verdict;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Measures how many pieces of work per second can be done once, with a model that answers at once:
 * {@code -Dtest=CompletionStoreSpeedTest -Dmeasure}.
 */
@EnabledIfSystemProperty(named = "measure", matches = ".*")
class CompletionStoreSpeedTest {

    private static final System.Logger LOG = System.getLogger(CompletionStoreSpeedTest.class.getName());
    private static final Answer VERDICT = new Answer(new Verdict("shipping", BigDecimal.ONE), null);
    private static final OutboundMessage USAGE =
            new OutboundMessage("usage", "f", "some-id-of-a-usage-message", "{}".repeat(250));
    private static final OutboundMessage RESULT =
            new OutboundMessage("results", "f.completed", "some-id-of-a-result", "{}".repeat(450));

    @ParameterizedTest
    @CsvSource({
        "embedded, 1, 500",
        "embedded, 256, 40000",
        "endpoint, 1, 500",
        "endpoint, 256, 40000",
        "cached, 1, 500",
        "cached, 256, 40000",
        "cached, 2000, 40000"
    })
    void workIsDoneOnce(String how, int threads, int events) throws InterruptedException {
        // Given
        try (StoreDatabase storeDatabase = new StoreDatabase();
                StoreInstance storeInstance = new StoreInstance(storeDatabase)) {
            Function<CallLog, FeatureOutcome> doing = doing(how, storeInstance);
            run(storeInstance, doing, threads, Math.max(threads, events / 10));

            // When
            long start = System.nanoTime();
            run(storeInstance, doing, threads, events);
            double seconds = (System.nanoTime() - start) / 1e9;

            // Then
            LOG.log(
                    Level.INFO,
                    "model={0} threads={1} events={2} perSecond={3} millis={4}",
                    how,
                    threads,
                    events,
                    Math.round(events / seconds),
                    Math.round(seconds * 1e5 * threads / events) / 100.0);
            assertThat(storeDatabase.count("work WHERE outcome = 'completed'")).isGreaterThanOrEqualTo(events);
        }
    }

    private static void run(
            StoreInstance storeInstance, Function<CallLog, FeatureOutcome> doing, int threads, int events)
            throws InterruptedException {
        Semaphore atOnce = new Semaphore(threads);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < events; i++) {
                atOnce.acquire();
                executor.execute(() -> {
                    WorkItem work = new WorkItem(
                            UUID.randomUUID(),
                            "/shop/helpdesk",
                            UUID.randomUUID().toString(),
                            "f",
                            "",
                            "content",
                            Optional.empty());
                    storeInstance.completions().once(work, false, doing);
                    atOnce.release();
                });
            }
        }
    }

    private static Function<CallLog, FeatureOutcome> doing(String how, StoreInstance storeInstance) {
        FeatureOutcome outcome = new FeatureOutcome.Completed(List.of(USAGE, RESULT));
        return switch (how) {
            case "embedded" -> log -> outcome;
            case "endpoint" ->
                log -> {
                    new Instant().answer(question(), log);
                    return outcome;
                };
            default ->
                log -> {
                    storeInstance.answers().answer(question(), new Instant(), log);
                    return outcome;
                };
        };
    }

    private static Question question() {
        return Question.of(feature(), UUID.randomUUID().toString(), CallAttributions.SOMEBODY);
    }

    private static Feature feature() {
        return new Feature(
                "f",
                Verdict.KIND,
                1,
                List.of("t"),
                List.of(),
                List.of("primary"),
                1000,
                BigDecimal.ZERO,
                SkillSettings.NONE,
                OnExhausted.HOLD,
                new Feature.Cache(true, Duration.ofHours(1)),
                OnConflict.KEEP);
    }

    /** Answers at once. */
    private static final class Instant implements Provider {

        @Override
        public String name() {
            return "primary";
        }

        @Override
        public String model(Feature feature) {
            return "model";
        }

        @Override
        public Answer answer(Question question, CallLog log) {
            log.begin(name(), model(question.feature())).end(CallOutcome.ANSWERED, new TokenCounts(100, 0, 7, true));
            return VERDICT;
        }
    }
}
