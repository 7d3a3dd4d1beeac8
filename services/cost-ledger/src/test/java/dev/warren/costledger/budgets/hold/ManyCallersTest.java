package dev.warren.costledger.budgets.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldDecided.Decision;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.PricedHoldRequest;
import dev.warren.testing.Database;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManyCallersTest {

    private static final int INSTANCES = 4;
    private static final int CALLS = 500;
    private static final int GROUP = 20;
    private static final Duration AT_MOST = Duration.ofMinutes(4);
    private static final BigDecimal BOUND = new BigDecimal("0.01");
    private static final BigDecimal LIMIT = new BigDecimal("5");
    private static final BudgetScope MEETING = new BudgetScope("u-2", "emea", "ticket-triage", "primary", "test-small");
    private static final BudgetScope CALL = new BudgetScope("u-1", "emea", "ticket-triage", "primary", "test-small");

    private Database database;

    @BeforeEach
    void migrate() {
        database = BudgetInstance.migrated();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void atNoInstantIsMoreSpentAndHeldThanAllowed() throws Exception {
        // Given
        AtomicBoolean done = new AtomicBoolean();
        try (BudgetInstance watcher = new BudgetInstance(database, Clock.systemUTC());
                ExecutorService threads = Executors.newCachedThreadPool()) {
            watcher.create(
                    BudgetDefinitionBuilder.of("everyone", BudgetScope.ALL).limit(LIMIT.toPlainString()));
            watcher.create(BudgetDefinitionBuilder.of(
                            "each", new BudgetScope(BudgetScope.EACH, null, BudgetScope.EACH, null, null))
                    .limit(LIMIT.toPlainString()));

            // When
            Future<BigDecimal> most = threads.submit(() -> most(watcher, done));
            List<Future<BigDecimal>> spent = IntStream.range(0, INSTANCES)
                    .mapToObj(instance -> threads.submit(() -> work(instance)))
                    .toList();
            BigDecimal settled = BigDecimal.ZERO;
            try {
                for (Future<BigDecimal> instance : spent) {
                    settled = settled.add(instance.get());
                }
            } finally {
                done.set(true);
            }

            // Then
            assertThat(most.get()).isLessThanOrEqualTo(LIMIT);
            assertThat(watcher.sum("held", "each")).isZero();
            assertThat(watcher.sum("spent", "each")).isEqualByComparingTo(settled);
            assertThat(watcher.sum("spent", "everyone")).isEqualByComparingTo(settled);
            assertThat(LIMIT.subtract(settled)).isLessThan(BOUND);
        }
    }

    @Test
    void aReleaseThatComesBeforeItsRequestIsCommittedGivesTheMoneyBack() throws Exception {
        // When
        BigDecimal held = heldAfter((budgetInstance, call) -> budgetInstance.release(call));

        // Then
        assertThat(held).isZero();
    }

    @Test
    void aCallThatIsBookedWhileItIsAskedForHoldsNothing() throws Exception {
        assertThat(heldAfter((budgetInstance, call) -> budgetInstance.book(call, MEETING, BOUND)))
                .isZero();
        assertThat(heldAfter((budgetInstance, call) -> budgetInstance.book(call, MEETING, null)))
                .isZero();
    }

    @Test
    void aCallThatTwoInstancesAreAskedForIsHeldOnce() throws Exception {
        // When
        BigDecimal held = heldAfter((budgetInstance, call) -> budgetInstance.ask(call, MEETING, BOUND));

        // Then
        assertThat(held).isEqualByComparingTo(BOUND);
    }

    @Test
    void aReleaseThatWaitsForAccountsWhileTheirStateChangesGivesTheMoneyBackOnAllOfThem() throws Exception {
        // Given
        List<String> budgets = List.of("first", "second");
        try (BudgetInstance first = new BudgetInstance(database, Clock.systemUTC());
                BudgetInstance second = new BudgetInstance(database, Clock.systemUTC());
                BudgetInstance watcher = new BudgetInstance(database, Clock.systemUTC());
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            budgets.forEach(budget ->
                    watcher.create(BudgetDefinitionBuilder.of(budget, MEETING).limit("1")));
            first.ask("granted", MEETING, BOUND);
            first.book("spent", MEETING, new BigDecimal("0.5"));

            // When
            AtomicReference<Future<?>> release = new AtomicReference<>();
            HoldDecided refused = first.ask("refused", MEETING, new BigDecimal("0.6"), () -> {
                release.set(threads.submit(() -> second.release("granted")));
                await().until(watcher::somebodyWaits);
            });
            release.get().get();

            // Then
            assertThat(refused.decision()).isEqualTo(Decision.EXHAUSTED);
            assertThat(budgets).allSatisfy(budget -> assertThat(watcher.sum("held", budget))
                    .isZero());
        }
    }

    /** What is held after one instance has granted a call, and another one was at it before that was committed. */
    private BigDecimal heldAfter(BiConsumer<BudgetInstance, String> meanwhile) throws Exception {
        String budget = "meeting-" + UUID.randomUUID();
        try (BudgetInstance first = new BudgetInstance(database, Clock.systemUTC());
                BudgetInstance second = new BudgetInstance(database, Clock.systemUTC());
                BudgetInstance watcher = new BudgetInstance(database, Clock.systemUTC());
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            watcher.create(BudgetDefinitionBuilder.of(budget, MEETING).limit("1"));
            AtomicReference<Future<?>> other = new AtomicReference<>();
            first.ask(budget, MEETING, BOUND, () -> {
                other.set(threads.submit(() -> meanwhile.accept(second, budget)));
                await().until(watcher::somebodyWaits);
            });
            other.get().get();
            return watcher.sum("held", budget);
        }
    }

    /** Every call is asked for until it is granted or there is no hope; what was granted costs less than its bound. */
    private BigDecimal work(int instance) {
        BigDecimal spent = BigDecimal.ZERO;
        try (BudgetInstance budgetInstance = new BudgetInstance(database, Clock.systemUTC())) {
            List<PricedHoldRequest> waiting = new ArrayList<>(IntStream.range(0, CALLS)
                    .mapToObj(i -> BudgetInstance.request(instance + "-" + i, CALL, BOUND))
                    .toList());
            Instant deadline = Instant.now().plus(AT_MOST);
            while (!waiting.isEmpty()) {
                assertThat(Instant.now())
                        .as("%d calls are still told to ask again", waiting.size())
                        .isBefore(deadline);
                List<PricedHoldRequest> group = List.copyOf(waiting.subList(0, Math.min(GROUP, waiting.size())));
                List<HoldDecided> answers = budgetInstance.ask(group);
                waiting.subList(0, group.size()).clear();
                for (int i = 0; i < group.size(); i++) {
                    if (answers.get(i).decision() == Decision.BUSY) {
                        waiting.add(group.get(i));
                    }
                }
                for (HoldDecided answer : answers) {
                    spent = spent.add(
                            answer.decision() == Decision.GRANTED
                                    ? end(budgetInstance, answer.callId())
                                    : BigDecimal.ZERO);
                }
            }
        }
        return spent;
    }

    private static BigDecimal end(BudgetInstance budgetInstance, String call) {
        if (ThreadLocalRandom.current().nextInt(10) == 0) {
            budgetInstance.release(call);
            return BigDecimal.ZERO;
        }
        BigDecimal cost = BigDecimal.valueOf(ThreadLocalRandom.current().nextInt(1, 10_001), 6);
        budgetInstance.book(call, CALL, cost);
        return cost;
    }

    private static BigDecimal most(BudgetInstance watcher, AtomicBoolean done) {
        BigDecimal most = BigDecimal.ZERO;
        while (!done.get()) {
            most = most.max(watcher.sum("spent + assumed + held", "each"));
        }
        return most;
    }
}
