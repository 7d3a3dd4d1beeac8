package dev.warren.costledger.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.contracts.v1.BudgetState.State;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldDecided.Decision;
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
    private final Scope together = new Scope(null, null, feature, null, null);
    private final Scope each = new Scope(Scope.EACH, null, feature, null, null);
    private final MovedClock clock = new MovedClock();
    private Vault vault;

    @BeforeAll
    static void migrate() {
        database = Vault.migrated();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void open() {
        vault = new Vault(database, clock);
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void aCallThatCanNeverFitIsRefusedForItselfAndLeavesNothingBehind() {
        // Given
        String budget = create(definition("a").limit("5"));

        // When
        HoldDecided refused = ask("6.01");

        // Then
        assertThat(refused.decision()).isEqualTo(Decision.TOO_LARGE);
        assertThat(refused.message()).contains("6.01 USD", budget, " 5: ");
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
        vault.raise(budget, BigDecimal.ONE);

        // Then
        assertThat(ask("6").decision()).isEqualTo(Decision.GRANTED);
    }

    @Test
    void anAccountThatWaitedForACallThatCanNeverFitRecovers() {
        // Given
        String budget = create(definition("a").limit("5"));
        vault.update(EXHAUSTED, budget);

        // When
        vault.review();

        // Then
        assertThat(vault.number(NOT_WELL, budget)).isZero();
    }

    @Test
    void whatLowersALimitForATimeMakesCallsWait() {
        // Given
        String from = create(definition("from").limit("5").per(Period.Unit.DAY));
        String to = create(Definition.of("to-" + feature, new Scope("nobody", null, feature, null, null)));
        vault.transfer(from, null, to, null, new BigDecimal("4"));

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
        Scope poor = new Scope("poor-" + run, null, null, null, null);
        Scope rich = new Scope("rich-" + run, null, null, null, null);
        String from = create(giving.of(poor));
        String to = create(taking.of(rich));

        // When
        vault.transfer(from, null, to, null, GIVEN);
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
        Scope alone = new Scope("alone-" + UUID.randomUUID(), null, null, null, null);
        MovedClock time = new MovedClock();
        BigDecimal sum = BigDecimal.ZERO;
        try (Vault vault = new Vault(database, time)) {
            String budget = vault.create(period.of(alone)).name();
            for (int step = 0; step < STEPS; step++) {
                sum = sum.add(spendRest(vault, budget, alone));
                time.pass(STEP);
            }
        }
        return sum;
    }

    static Stream<Arguments> periods() {
        return Stream.of(Per.values()).flatMap(from -> Stream.of(Per.values()).map(to -> Arguments.of(from, to)));
    }

    private BigDecimal spendRest(String budget, Scope call) {
        return spendRest(vault, budget, call);
    }

    private static BigDecimal spendRest(Vault vault, String budget, Scope call) {
        BigDecimal left = vault.standings(budget).getFirst().left();
        if (left.signum() <= 0) {
            return BigDecimal.ZERO;
        }
        vault.book(UUID.randomUUID().toString(), call, left);
        return left;
    }

    @Test
    void aSoftBudgetThatBecomesHardHoldsWhatIsUnderWayOnceHoweverOften() {
        // Given
        create(definition("hard").limit("9"));
        Definition changing = definition("changing").limit("1");
        String budget = create(changing.soft());
        String call = UUID.randomUUID().toString();
        assertThat(vault.ask(call, call(), new BigDecimal("0.7")).decision()).isEqualTo(Decision.GRANTED);
        String unknown = UUID.randomUUID().toString();
        vault.ask(unknown, call(), new BigDecimal("0.2"));
        vault.book(unknown, call(), null);

        // When
        vault.replace(changing.hard());
        vault.replace(changing.soft());
        vault.replace(changing.hard());

        // Then
        assertThat(standing(budget).held()).isEqualByComparingTo("0.7");
        assertThat(standing(budget).assumed()).isEqualByComparingTo("0.2");
        assertThat(ask("0.2").decision()).isEqualTo(Decision.BUSY);

        // When
        vault.book(call, call(), new BigDecimal("0.1"));
        vault.resolve(unknown, call(), new BigDecimal("0.1"), clock.instant(), null);

        // Then
        assertThat(standing(budget).left()).isEqualByComparingTo("0.8");
    }

    @Test
    void aCallThatIsBookedWhileNoBudgetIsHardEndsItsHold() {
        // Given
        Definition changing = definition("changing").limit("1");
        String budget = create(changing.hard());
        String call = UUID.randomUUID().toString();
        vault.ask(call, call(), new BigDecimal("0.7"));
        vault.replace(changing.soft());

        // When
        vault.book(call, call(), null);
        vault.replace(changing.hard());

        // Then
        assertThat(standing(budget).held()).isZero();
        assertThat(standing(budget).assumed()).isEqualByComparingTo("0.7");
    }

    @Test
    void whatIsCorrectedOfCallsBeforeAResetStaysForgotten() {
        // Given
        String budget = create(definition("a").limit("5"));
        String before = UUID.randomUUID().toString();
        Instant bookedAt = vault.book(before, call(), new BigDecimal("3"));
        AuditEntry done = vault.reset(budget, null);
        spend("1");

        // When
        vault.correct(before, call(), new BigDecimal("-2"), clock.instant(), bookedAt);

        // Then
        assertThat(standing(budget).spent()).isEqualByComparingTo("1");
        assertThat(done.detail()).isEqualTo("spent: 3 -> 0; assumed: 0 -> 0");

        // When
        vault.correct(before, call(), new BigDecimal("2"), clock.instant(), bookedAt);

        // Then
        assertThat(standing(budget).spent()).isEqualByComparingTo("1");
    }

    @Test
    void whatWasAssumedBeforeAResetIsNotTakenAwayWhenItIsKnown() {
        // Given
        String budget = create(definition("a").limit("5"));
        String before = id();
        vault.ask(before, call(), BigDecimal.ONE);
        Instant bookedAt = vault.book(before, call(), null);
        vault.reset(budget, null);
        vault.ask("later-" + feature, call(), BigDecimal.TWO);
        vault.book("later-" + feature, call(), null);

        // When
        vault.resolve(before, call(), BigDecimal.ONE, clock.instant(), bookedAt);

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
        vault.correct(id(), call(), new BigDecimal("-2"), clock.instant().minus(Duration.ofHours(1)), null);

        // Then
        assertThat(standing(budget).spent()).isEqualByComparingTo("3");
    }

    @Test
    void whoMakesABudgetWaitsForNoHoldOfAnother() {
        // Given an assumption of somebody else's, and one of long ago, that somebody is at
        create(Definition.of("other-" + feature, new Scope("other", null, null, null, null)));
        create(definition("own"));
        vault.ask("other-" + feature, new Scope("other", null, null, null, null), BigDecimal.ONE);
        vault.ask("old-" + feature, call(), BigDecimal.ONE);
        List.of("other-", "old-").forEach(call -> vault.book(call + feature, call(), null));
        clock.pass(Duration.ofDays(2));
        vault.update("set lock_timeout = '5s'");

        // When
        try (Vault busy = new Vault(database, clock)) {
            busy.locking("other-" + feature, "old-" + feature, () -> {
                String budget = create(definition("new").limit("5").per(Period.Unit.DAY));

                // Then
                assertThat(standing(budget).assumed()).isZero();
            });
        }
    }

    @Test
    void whoChangesOneAccountJudgesOneAndWhoChangesAllLetsOthersCountMeanwhile() {
        // Given
        String budget = create(Definition.of("each-" + feature, each).limit("5").per(Period.Unit.DAY));
        vault.update(ACCOUNTS, budget);
        vault.review();
        vault.judged();
        Scope one = new Scope("u-7", null, feature, null, null);
        Scope other = new Scope("u-8", null, feature, null, null);

        // Then
        vault.raise(budget, one, BigDecimal.ONE);
        assertThat(vault.judged()).isEqualTo(1);
        vault.reset(budget, one);
        assertThat(vault.judged()).isEqualTo(1);
        vault.transfer(budget, one, budget, other, BigDecimal.ONE);
        assertThat(vault.judged()).isEqualTo(2);

        // When
        vault.raise(budget, BigDecimal.ONE);

        // Then
        assertThat(vault.judged()).isZero();
        assertThat(vault.judgeChanged()).isTrue();
        assertThat(vault.judged()).isEqualTo(AT_A_TIME);
        vault.review();
        assertThat(vault.judged()).isEqualTo(MANY - AT_A_TIME);
    }

    @Test
    void accountsOfUsersWhoAreGoneAreRemovedAndNothingElse() {
        // Given
        String daily = create(Definition.of("each-" + feature, each).limit("5").per(Period.Unit.DAY));
        String total = create(Definition.of("total-" + feature, each).limit("500"));
        String single = create(definition("single").limit("500").per(Period.Unit.DAY));
        List.of("gone", "raised", "here").forEach(user -> vault.book(id(), call(user), BigDecimal.ONE));
        vault.ask("held-" + feature, call("held"), BigDecimal.ONE);
        vault.raise(daily, new Scope("raised", null, feature, null, null), BigDecimal.ONE);
        clock.pass(Vault.KEPT.plusDays(1));
        vault.book(id(), call("here"), BigDecimal.ONE);
        vault.review();

        // When
        vault.clearAccounts();

        // Then
        assertThat(users(daily)).containsExactlyInAnyOrder("raised", "here", "held");
        assertThat(users(total)).containsExactlyInAnyOrder("gone", "raised", "here", "held");
        assertThat(vault.standings(single)).hasSize(1);
        assertThat(vault.number(AUDITED, daily)).isEqualTo(2);

        // When
        vault.book(id(), call("gone"), BigDecimal.ONE);

        // Then
        assertThat(users(daily)).contains("gone");
    }

    @Test
    void namesThatAreLongOrBrokenHaveAccountsAsAllOthers() {
        // Given
        Scope all = new Scope(Scope.EACH, Scope.EACH, Scope.EACH, Scope.EACH, Scope.EACH);
        String budget = create(Definition.of("all-" + feature, all));
        String broken = "\ud800\u001f" + longName();
        Scope call = new Scope(broken, longName(), longName(), longName(), longName());

        // When
        String id = id();
        assertThat(vault.ask(id, call, BigDecimal.ONE).decision()).isEqualTo(Decision.GRANTED);
        vault.book(id, call, BigDecimal.ONE);

        // Then
        assertThat(vault.ask(id(), call, BigDecimal.ONE).decision()).isEqualTo(Decision.EXHAUSTED);
        assertThat(vault.standings(budget)).singleElement().satisfies(standing -> assertThat(standing.spent())
                .isEqualByComparingTo("1"));
    }

    private static String longName() {
        return new Random()
                .ints(LONG, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private List<String> users(String budget) {
        return vault.standings(budget).stream()
                .map(standing -> standing.account().userid())
                .toList();
    }

    private Standing standing(String budget) {
        return vault.standings(budget).getFirst();
    }

    private HoldDecided ask(String bound) {
        return vault.ask(id(), call(), new BigDecimal(bound));
    }

    private void spend(String amount) {
        vault.book(id(), call(), new BigDecimal(amount));
    }

    private Scope call() {
        return call("u-1");
    }

    private Scope call(String user) {
        return new Scope(user, null, feature, "primary", "test-small");
    }

    private String create(Definition definition) {
        return vault.create(definition).name();
    }

    private Definition definition(String name) {
        return Definition.of(name + "-" + feature, together);
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

        Definition of(Scope scope) {
            Definition definition = Definition.of(scope.userid(), scope).limit("10");
            return this == ROLLING
                    ? definition.rolling(Duration.ofDays(2))
                    : definition.per(Period.Unit.valueOf(name()));
        }
    }
}
