package dev.warren.costledger.budgets.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.contracts.v1.BudgetState.State;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldDecided.Decision;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.model.AuditEntry;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.testing.Database;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where money could get through, or be locked up. */
class TightBudgetsTest {

    private static final int LONG = 512;
    private static final int MANY = 50_000;
    private static final int AT_A_TIME = 1_000;
    private static final Duration STEP = Duration.ofHours(16);
    private static final int STEPS = 50;
    private static final BigDecimal GIVEN = new BigDecimal("4");
    private static final String ACCOUNTS = """
            insert into budget_account (budget_id, key)
            select id, 'u-' || number from budget, generate_series(1, %d) number where name = ?
            """.formatted(MANY);
    private static final String EXHAUSTED = """
            update budget_account set state = 'exhausted', refused = 6 from budget
            where budget.id = budget_id and name = ?
            """;
    private static final String NOT_WELL = """
            select count(*) from budget_account account join budget on budget.id = account.budget_id
            where name = ? and (refused is not null or state <> 'ok')
            """;
    private static final String AUDITED = "select count(*) from budget_audit where budget = ?";

    private static final Map<Per, BigDecimal> ALONE = new EnumMap<>(Per.class);

    private static Database database;

    private final String feature = "f-" + UUID.randomUUID();
    private final BudgetScope together = new BudgetScope(null, null, feature, null, null);
    private final BudgetScope each = new BudgetScope(BudgetScope.EACH, null, feature, null, null);
    private final MovedClock clock = new MovedClock();
    private BudgetInstance budgetInstance;

    @BeforeAll
    static void migrate() {
        database = BudgetInstance.migrated();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void open() {
        budgetInstance = new BudgetInstance(database, clock);
    }

    @AfterEach
    void close() {
        budgetInstance.close();
    }

    @Test
    void aCallThatCanNeverFitIsRefusedForItselfAndLeavesNothingBehind() {
        // Given
        String budget = create(definition("a").limit("5"));

        // When
        HoldDecided refused = ask("6.01");

        // Then
        assertThat(refused.decision()).isEqualTo(Decision.TOO_LARGE);
        assertThat(refused.message()).contains("6.01 USD", budget, "(5): ");
        assertThat(refused.until()).isNull();
        assertThat(standing(budget).state()).isEqualTo(State.OK);
        assertThat(standing(budget).refused()).isNull();
        assertThat(ask("5").decision()).isEqualTo(Decision.GRANTED);
    }

    @Test
    void whatIsTooLargeForOneBudgetLeavesTheOthersAsTheyWere() {
        // Given
        create(definition("small").limit("1"));
        String large = create(definition("large").limit("10"));
        spend("9");

        // When
        HoldDecided refused = ask("2");

        // Then
        assertThat(refused.decision()).isEqualTo(Decision.TOO_LARGE);
        assertThat(standing(large).refused()).isNull();
    }

    @Test
    void whatWasTooLargeIsGrantedWhenTheLimitIsRaised() {
        // Given
        String budget = create(definition("a").limit("5"));
        assertThat(ask("6").decision()).isEqualTo(Decision.TOO_LARGE);

        // When
        budgetInstance.raise(budget, BigDecimal.ONE);

        // Then
        assertThat(ask("6").decision()).isEqualTo(Decision.GRANTED);
    }

    @Test
    void anAccountThatWaitedForACallThatCanNeverFitRecovers() {
        // Given
        String budget = create(definition("a").limit("5"));
        budgetInstance.update(EXHAUSTED, budget);

        // When
        budgetInstance.review();

        // Then
        assertThat(budgetInstance.number(NOT_WELL, budget)).isZero();
    }

    @Test
    void whatLowersALimitForATimeMakesCallsWait() {
        // Given
        String from = create(definition("from").limit("5").per(BudgetPeriod.Unit.DAY));
        String to = create(
                BudgetDefinitionBuilder.of("to-" + feature, new BudgetScope("nobody", null, feature, null, null)));
        budgetInstance.transfer(from, null, to, null, new BigDecimal("4"));

        // Then
        assertThat(ask("2").decision()).isEqualTo(Decision.EXHAUSTED);
        clock.pass(Duration.ofDays(1));
        assertThat(ask("2").decision()).isEqualTo(Decision.GRANTED);
    }

    @Test
    void aBudgetOfNothingIsAStopAndWhatMeetsItWaits() {
        // Given
        create(definition("stop").limit("0"));

        // Then
        assertThat(ask("2").decision()).isEqualTo(Decision.EXHAUSTED);
    }

    /** What is spent of two budgets in five weeks, where each is spent as soon as there is something left. */
    @ParameterizedTest
    @MethodSource("periods")
    void aTransferMovesMoneyOnceWhateverThePeriods(Per giving, Per taking) {
        // Given
        String run = UUID.randomUUID().toString();
        BudgetScope poor = new BudgetScope("poor-" + run, null, null, null, null);
        BudgetScope rich = new BudgetScope("rich-" + run, null, null, null, null);
        String from = create(giving.of(poor));
        String to = create(taking.of(rich));

        // When
        budgetInstance.transfer(from, null, to, null, GIVEN);
        BigDecimal spent = BigDecimal.ZERO;
        for (int step = 0; step < STEPS; step++) {
            spent = spent.add(spendRest(from, poor)).add(spendRest(to, rich));
            clock.pass(STEP);
        }

        // Then
        BigDecimal without = alone(giving).add(alone(taking));
        assertThat(spent).isLessThanOrEqualTo(without).isGreaterThanOrEqualTo(without.subtract(GIVEN));
    }

    /** What is spent where nothing is given or taken. */
    private static BigDecimal alone(Per period) {
        return ALONE.computeIfAbsent(period, TightBudgetsTest::spendAlone);
    }

    private static BigDecimal spendAlone(Per period) {
        BudgetScope alone = new BudgetScope("alone-" + UUID.randomUUID(), null, null, null, null);
        MovedClock time = new MovedClock();
        BigDecimal sum = BigDecimal.ZERO;
        try (BudgetInstance budgetInstance = new BudgetInstance(database, time)) {
            String budget = budgetInstance.create(period.of(alone)).name();
            for (int step = 0; step < STEPS; step++) {
                sum = sum.add(spendRest(budgetInstance, budget, alone));
                time.pass(STEP);
            }
        }
        return sum;
    }

    static Stream<Arguments> periods() {
        return Stream.of(Per.values()).flatMap(from -> Stream.of(Per.values()).map(to -> Arguments.of(from, to)));
    }

    private BigDecimal spendRest(String budget, BudgetScope call) {
        return spendRest(budgetInstance, budget, call);
    }

    private static BigDecimal spendRest(BudgetInstance budgetInstance, String budget, BudgetScope call) {
        BigDecimal left = budgetInstance.standings(budget).getFirst().left();
        if (left.signum() <= 0) {
            return BigDecimal.ZERO;
        }
        budgetInstance.book(UUID.randomUUID().toString(), call, left);
        return left;
    }

    @Test
    void aSoftBudgetThatBecomesHardHoldsWhatIsUnderWayOnceHoweverOften() {
        // Given
        create(definition("hard").limit("9"));
        BudgetDefinitionBuilder changing = definition("changing").limit("1");
        String budget = create(changing.soft());
        String call = UUID.randomUUID().toString();
        assertThat(budgetInstance.ask(call, call(), new BigDecimal("0.7")).decision())
                .isEqualTo(Decision.GRANTED);
        String unknown = UUID.randomUUID().toString();
        budgetInstance.ask(unknown, call(), new BigDecimal("0.2"));
        budgetInstance.book(unknown, call(), null);

        // When
        budgetInstance.replace(changing.hard());
        budgetInstance.replace(changing.soft());
        budgetInstance.replace(changing.hard());

        // Then
        assertThat(standing(budget).held()).isEqualByComparingTo("0.7");
        assertThat(standing(budget).assumed()).isEqualByComparingTo("0.2");
        assertThat(ask("0.2").decision()).isEqualTo(Decision.BUSY);

        // When
        budgetInstance.book(call, call(), new BigDecimal("0.1"));
        budgetInstance.resolve(unknown, call(), new BigDecimal("0.1"), clock.instant(), null);

        // Then
        assertThat(standing(budget).left()).isEqualByComparingTo("0.8");
    }

    @Test
    void aCallThatIsBookedWhileNoBudgetIsHardEndsItsHold() {
        // Given
        BudgetDefinitionBuilder changing = definition("changing").limit("1");
        String budget = create(changing.hard());
        String call = UUID.randomUUID().toString();
        budgetInstance.ask(call, call(), new BigDecimal("0.7"));
        budgetInstance.replace(changing.soft());

        // When
        budgetInstance.book(call, call(), null);
        budgetInstance.replace(changing.hard());

        // Then
        assertThat(standing(budget).held()).isZero();
        assertThat(standing(budget).assumed()).isEqualByComparingTo("0.7");
    }

    @Test
    void whatIsCorrectedOfCallsBeforeAResetStaysForgotten() {
        // Given
        String budget = create(definition("a").limit("5"));
        String before = UUID.randomUUID().toString();
        Instant bookedAt = budgetInstance.book(before, call(), new BigDecimal("3"));
        AuditEntry done = budgetInstance.reset(budget, null);
        spend("1");

        // When
        budgetInstance.correct(before, call(), new BigDecimal("-2"), clock.instant(), bookedAt);

        // Then
        assertThat(standing(budget).spent()).isEqualByComparingTo("1");
        assertThat(done.detail()).isEqualTo("spent: 3 -> 0; assumed: 0 -> 0");

        // When
        budgetInstance.correct(before, call(), new BigDecimal("2"), clock.instant(), bookedAt);

        // Then
        assertThat(standing(budget).spent()).isEqualByComparingTo("1");
    }

    @Test
    void whatWasAssumedBeforeAResetIsNotTakenAwayWhenItIsKnown() {
        // Given
        String budget = create(definition("a").limit("5"));
        String before = id();
        budgetInstance.ask(before, call(), BigDecimal.ONE);
        Instant bookedAt = budgetInstance.book(before, call(), null);
        budgetInstance.reset(budget, null);
        budgetInstance.ask("later-" + feature, call(), BigDecimal.TWO);
        budgetInstance.book("later-" + feature, call(), null);

        // When
        budgetInstance.resolve(before, call(), BigDecimal.ONE, clock.instant(), bookedAt);

        // Then
        assertThat(standing(budget).assumed()).isEqualByComparingTo("2");
        assertThat(standing(budget).spent()).isZero();
    }

    @Test
    void whatIsTakenFromAPeriodInWhichNothingWasSpentLeavesNothingAndNotLess() {
        // Given
        String budget = create(definition("a").limit("5").rolling(Duration.ofHours(2)));
        spend("3");

        // When
        budgetInstance.correct(
                id(), call(), new BigDecimal("-2"), clock.instant().minus(Duration.ofHours(1)), null);

        // Then
        assertThat(standing(budget).spent()).isEqualByComparingTo("3");
    }

    @Test
    void whoMakesABudgetWaitsForNoHoldOfAnother() {
        // Given an assumption of somebody else's, and one of long ago, that somebody is at
        create(BudgetDefinitionBuilder.of("other-" + feature, new BudgetScope("other", null, null, null, null)));
        create(definition("own"));
        budgetInstance.ask("other-" + feature, new BudgetScope("other", null, null, null, null), BigDecimal.ONE);
        budgetInstance.ask("old-" + feature, call(), BigDecimal.ONE);
        List.of("other-", "old-").forEach(call -> budgetInstance.book(call + feature, call(), null));
        clock.pass(Duration.ofDays(2));
        budgetInstance.update("set lock_timeout = '5s'");

        // When
        try (BudgetInstance busy = new BudgetInstance(database, clock)) {
            busy.locking("other-" + feature, "old-" + feature, () -> {
                String budget = create(definition("new").limit("5").per(BudgetPeriod.Unit.DAY));

                // Then
                assertThat(standing(budget).assumed()).isZero();
            });
        }
    }

    @Test
    void whoChangesOneAccountJudgesOneAndWhoChangesAllLetsOthersCountMeanwhile() {
        // Given
        String budget = create(
                BudgetDefinitionBuilder.of("each-" + feature, each).limit("5").per(BudgetPeriod.Unit.DAY));
        budgetInstance.update(ACCOUNTS, budget);
        budgetInstance.review();
        budgetInstance.judged();
        BudgetScope one = new BudgetScope("u-7", null, feature, null, null);
        BudgetScope other = new BudgetScope("u-8", null, feature, null, null);

        // Then
        budgetInstance.raise(budget, one, BigDecimal.ONE);
        assertThat(budgetInstance.judged()).isEqualTo(1);
        budgetInstance.reset(budget, one);
        assertThat(budgetInstance.judged()).isEqualTo(1);
        budgetInstance.transfer(budget, one, budget, other, BigDecimal.ONE);
        assertThat(budgetInstance.judged()).isEqualTo(2);

        // When
        budgetInstance.raise(budget, BigDecimal.ONE);

        // Then
        assertThat(budgetInstance.judged()).isZero();
        assertThat(budgetInstance.judgeChanged()).isTrue();
        assertThat(budgetInstance.judged()).isEqualTo(AT_A_TIME);
        budgetInstance.review();
        assertThat(budgetInstance.judged()).isEqualTo(MANY - AT_A_TIME);
    }

    @Test
    void accountsOfUsersWhoAreGoneAreRemovedAndNothingElse() {
        // Given
        String daily = create(
                BudgetDefinitionBuilder.of("each-" + feature, each).limit("5").per(BudgetPeriod.Unit.DAY));
        String total =
                create(BudgetDefinitionBuilder.of("total-" + feature, each).limit("500"));
        String single = create(definition("single").limit("500").per(BudgetPeriod.Unit.DAY));
        List.of("gone", "raised", "here").forEach(user -> budgetInstance.book(id(), call(user), BigDecimal.ONE));
        budgetInstance.ask("held-" + feature, call("held"), BigDecimal.ONE);
        budgetInstance.raise(daily, new BudgetScope("raised", null, feature, null, null), BigDecimal.ONE);
        clock.pass(BudgetInstance.KEPT.plusDays(1));
        budgetInstance.book(id(), call("here"), BigDecimal.ONE);
        budgetInstance.review();

        // When
        budgetInstance.clearAccounts();

        // Then
        assertThat(users(daily)).containsExactlyInAnyOrder("raised", "here", "held");
        assertThat(users(total)).containsExactlyInAnyOrder("gone", "raised", "here", "held");
        assertThat(budgetInstance.standings(single)).hasSize(1);
        assertThat(budgetInstance.number(AUDITED, daily)).isEqualTo(2);

        // When
        budgetInstance.book(id(), call("gone"), BigDecimal.ONE);

        // Then
        assertThat(users(daily)).contains("gone");
    }

    @Test
    void namesThatAreLongOrBrokenHaveAccountsAsAllOthers() {
        // Given
        BudgetScope all = new BudgetScope(
                BudgetScope.EACH, BudgetScope.EACH, BudgetScope.EACH, BudgetScope.EACH, BudgetScope.EACH);
        String budget = create(BudgetDefinitionBuilder.of("all-" + feature, all));
        String broken = "\ud800\u001f" + longName();
        BudgetScope call = new BudgetScope(broken, longName(), longName(), longName(), longName());

        // When
        String id = id();
        assertThat(budgetInstance.ask(id, call, BigDecimal.ONE).decision()).isEqualTo(Decision.GRANTED);
        budgetInstance.book(id, call, BigDecimal.ONE);

        // Then
        assertThat(budgetInstance.ask(id(), call, BigDecimal.ONE).decision()).isEqualTo(Decision.EXHAUSTED);
        assertThat(budgetInstance.standings(budget)).singleElement().satisfies(standing -> assertThat(standing.spent())
                .isEqualByComparingTo("1"));
    }

    private static String longName() {
        return new Random()
                .ints(LONG, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private List<String> users(String budget) {
        return budgetInstance.standings(budget).stream()
                .map(standing -> standing.account().userid())
                .toList();
    }

    private AccountStatus standing(String budget) {
        return budgetInstance.standings(budget).getFirst();
    }

    private HoldDecided ask(String bound) {
        return budgetInstance.ask(id(), call(), new BigDecimal(bound));
    }

    private void spend(String amount) {
        budgetInstance.book(id(), call(), new BigDecimal(amount));
    }

    private BudgetScope call() {
        return call("u-1");
    }

    private BudgetScope call(String user) {
        return new BudgetScope(user, null, feature, "primary", "test-small");
    }

    private String create(BudgetDefinitionBuilder budgetDefinitionBuilder) {
        return budgetInstance.create(budgetDefinitionBuilder).name();
    }

    private BudgetDefinitionBuilder definition(String name) {
        return BudgetDefinitionBuilder.of(name + "-" + feature, together);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    /** The kinds of periods. */
    enum Per {
        HOUR,
        DAY,
        WEEK,
        MONTH,
        ROLLING,
        TOTAL;

        BudgetDefinitionBuilder of(BudgetScope scope) {
            BudgetDefinitionBuilder budgetDefinitionBuilder =
                    BudgetDefinitionBuilder.of(scope.userid(), scope).limit("10");
            return this == ROLLING
                    ? budgetDefinitionBuilder.rolling(Duration.ofDays(2))
                    : budgetDefinitionBuilder.per(BudgetPeriod.Unit.valueOf(name()));
        }
    }
}
