package dev.warren.costledger.budgets.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.contracts.v1.BudgetState.State;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldDecided.Decision;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.model.AuditEntry;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetRefusedException;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.testing.Database;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Budgets of their own in a database, and all that is known of them. After every step, what is left of a hard budget is
 * as much as before or more, unless something was granted, in which case it is not less than nothing, or something was
 * booked for which nothing was set aside, or somebody changed the budget. Nothing is ever spent less than nothing, and
 * what was refused is possible again when there is money.
 */
final class BudgetModel implements AutoCloseable {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration ALL_PERIODS = Duration.ofDays(400);
    private static final BigDecimal PLENTY = BigDecimal.valueOf(100);
    private static final int LONGEST = 512;
    private static final String LONG_NAME = longName(1);
    private static final String LONG_TEAM = longName(2);
    private static final List<String> USERS = List.of("u-0", "u-1", "u-\ud83d", LONG_NAME);

    private final String feature = "f-" + UUID.randomUUID();
    private final BudgetScope together = new BudgetScope(null, null, feature, null, null);
    private final MovedClock clock = new MovedClock();
    private final BudgetInstance budgetInstance;
    private final String total;
    private final List<String> hard = new ArrayList<>();
    private final List<String> all = new ArrayList<>();
    private final BudgetDefinitionBuilder toggled;
    private final List<Transfer> transfers = new ArrayList<>();
    private final Map<String, BigDecimal> lasting = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Call> refused = new ArrayList<>();
    private Map<Long, BigDecimal> left = Map.of();
    private BigDecimal spent = BigDecimal.ZERO;
    private Instant reset = Instant.MIN;

    BudgetModel(Database database) {
        budgetInstance = new BudgetInstance(database, clock);
        BudgetScope each = new BudgetScope(BudgetScope.EACH, BudgetScope.EACH, feature, null, null);
        total = create(BudgetDefinitionBuilder.of("total-" + feature, together).limit("4"));
        hard.add(total);
        hard.add(create(
                BudgetDefinitionBuilder.of("day-" + feature, each).limit("1").per(BudgetPeriod.Unit.DAY)));
        hard.add(create(BudgetDefinitionBuilder.of("rolling-" + feature, together)
                .limit("2")
                .rolling(Duration.ofMinutes(90))));
        create(BudgetDefinitionBuilder.of("soft-" + feature, together)
                .soft()
                .limit("3")
                .per(BudgetPeriod.Unit.MONTH));
        toggled = BudgetDefinitionBuilder.of("toggled-" + feature, together)
                .soft()
                .limit("3")
                .per(BudgetPeriod.Unit.HOUR);
        create(toggled);
    }

    private String create(BudgetDefinitionBuilder budgetDefinitionBuilder) {
        Budget created = budgetInstance.create(budgetDefinitionBuilder);
        all.add(created.name());
        lasting.put(created.name(), created.limit());
        return created.name();
    }

    void take(RandomStep randomStep) {
        Instant before = clock.instant();
        clock.pass(MOMENT);
        boolean mayShrink =
                switch (randomStep.what()) {
                    case ASK -> ask(randomStep);
                    case ASK_AGAIN -> askAgain(randomStep);
                    case ASK_TOO_MUCH -> askTooMuch(randomStep);
                    case BOOK -> book(randomStep);
                    case BOOK_REFUSED -> bookRefused(randomStep);
                    case BOOK_UNKNOWN -> bookUnknown(randomStep);
                    case BOOK_WITHOUT_HOLD -> bookWithoutHold(randomStep);
                    case RESOLVE -> resolve(randomStep);
                    case CORRECT -> correct(randomStep);
                    case RELEASE -> release(randomStep);
                    case PASS_TIME -> pass(randomStep);
                    case EXPIRE -> expire();
                    case RAISE -> raise(randomStep);
                    case RESET -> reset(randomStep);
                    case TOGGLE -> toggle();
                    case TRANSFER -> transfer(randomStep);
                    case CRASH -> crash(randomStep);
                };
        budgetInstance.review();
        List<AccountStatus> statuses = standings(all);
        assertThat(statuses).allMatch(standing -> standing.spent().signum() >= 0);
        Map<Long, BigDecimal> now = lefts(statuses);
        if (!mayShrink && transfers.stream().noneMatch(transfer -> transfer.endedBetween(before, clock.instant()))) {
            left.forEach((account, then) ->
                    assertThat(now.getOrDefault(account, then)).isGreaterThanOrEqualTo(then));
        }
        left = now;
    }

    /** Everything ends, and everything that was refused is asked for again. */
    void end() {
        calls.stream().filter(call -> call.open).forEach(call -> budgetInstance.release(call.id));
        all.forEach(budget -> assertThat(budgetInstance.sum("held", budget)).isZero());
        assertThat(budgetInstance.sum("spent", total)).isEqualByComparingTo(spent);
        assertThat(budgetInstance.sum("assumed", total))
                .isEqualByComparingTo(calls.stream()
                        .filter(call -> call.assumed)
                        .map(call -> call.bound)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
        clock.pass(ALL_PERIODS);
        assertThat(standings(all)).allSatisfy(standing -> assertThat(standing.limit())
                .isEqualByComparingTo(lasting.get(standing.budget().name())));
        hard.forEach(budget -> budgetInstance.raise(budget, PLENTY));
        budgetInstance.raise(toggled.budget().name(), PLENTY);
        budgetInstance.review();
        assertThat(standings(hard)).allMatch(standing -> standing.refused() == null);
        refused.forEach(call -> {
            String id = UUID.randomUUID().toString();
            assertThat(budgetInstance.ask(id, call.scope, call.bound).decision())
                    .isEqualTo(Decision.GRANTED);
            budgetInstance.release(id);
        });
    }

    private boolean ask(RandomStep randomStep) {
        Call call =
                new Call(scope(randomStep), randomStep.amount(), clock.instant().plus(BudgetInstance.LIFE));
        HoldDecided decided = budgetInstance.ask(call.id, call.scope, call.bound);
        if (decided.decision() != Decision.GRANTED) {
            assertThat(decided.decision()).isIn(Decision.BUSY, Decision.EXHAUSTED);
            refused.add(call);
            return false;
        }
        call.open = true;
        calls.add(call);
        assertThat(concerned(call)).allMatch(standing -> standing.left().signum() >= 0);
        return true;
    }

    private boolean askAgain(RandomStep randomStep) {
        pick(randomStep, call -> call.open).ifPresent(call -> assertThat(
                        budgetInstance.ask(call.id, call.scope, call.bound).decision())
                .isEqualTo(Decision.GRANTED));
        return false;
    }

    /** What can never fit leaves no trace. */
    private boolean askTooMuch(RandomStep randomStep) {
        Map<Long, State> before = states();
        HoldDecided decided =
                budgetInstance.ask(UUID.randomUUID().toString(), scope(randomStep), PLENTY.add(randomStep.amount()));
        assertThat(decided.decision()).isEqualTo(Decision.TOO_LARGE);
        before.forEach((account, state) -> assertThat(states().get(account)).isEqualTo(state));
        return false;
    }

    /** A call that had a hold never costs more than that. */
    private boolean book(RandomStep randomStep) {
        return pick(randomStep, call -> !call.booked)
                .map(call -> book(call, call.bound.min(randomStep.amount())))
                .orElse(false);
    }

    /** The provider has refused it: no tokens, known. */
    private boolean bookRefused(RandomStep randomStep) {
        pick(randomStep, call -> !call.booked).ifPresent(call -> book(call, BigDecimal.ZERO));
        return false;
    }

    private boolean book(Call call, BigDecimal cost) {
        Instant bookedAt = budgetInstance.book(call.id, call.scope, cost);
        spent = spent.add(cost);
        call.cost = cost;
        return call.end(clock.instant(), bookedAt);
    }

    private boolean bookUnknown(RandomStep randomStep) {
        return pick(randomStep, call -> !call.booked)
                .map(call -> {
                    Instant bookedAt = budgetInstance.book(call.id, call.scope, null);
                    call.assumed = true;
                    return call.end(clock.instant(), bookedAt);
                })
                .orElse(false);
    }

    private boolean bookWithoutHold(RandomStep randomStep) {
        budgetInstance.book(UUID.randomUUID().toString(), scope(randomStep), randomStep.amount());
        spent = spent.add(randomStep.amount());
        return true;
    }

    private boolean resolve(RandomStep randomStep) {
        return pick(randomStep, call -> call.booked && call.resolvable)
                .map(call -> {
                    call.cost = call.bound.min(randomStep.amount());
                    budgetInstance.resolve(call.id, call.scope, call.cost, call.at, call.bookedAt);
                    count(call, call.cost);
                    call.resolvable = false;
                    call.assumed = false;
                    return call.late;
                })
                .orElse(false);
    }

    /** A price was wrong: the call cost less. */
    private boolean correct(RandomStep randomStep) {
        pick(randomStep, call -> call.cost != null).ifPresent(call -> {
            BigDecimal less = call.cost.min(randomStep.amount()).negate();
            budgetInstance.correct(call.id, call.scope, less, call.at, call.bookedAt);
            count(call, less);
            call.cost = call.cost.add(less);
        });
        return false;
    }

    /** What was booked before a reset is forgotten, with all that is known of it later. */
    private void count(Call call, BigDecimal more) {
        if (call.bookedAt.isAfter(reset)) {
            spent = spent.add(more);
        }
    }

    private boolean release(RandomStep randomStep) {
        pick(randomStep, call -> call.open).ifPresent(call -> {
            budgetInstance.release(call.id);
            call.open = false;
        });
        return false;
    }

    private boolean pass(RandomStep randomStep) {
        clock.pass(Duration.ofMinutes(randomStep.cents()));
        return false;
    }

    private boolean expire() {
        budgetInstance.expire();
        calls.stream().filter(call -> !call.expiresAt.isAfter(clock.instant())).forEach(call -> call.open = false);
        return false;
    }

    private boolean raise(RandomStep randomStep) {
        String budget = hard.get(randomStep.which() % hard.size());
        budgetInstance.raise(budget, randomStep.amount());
        lasting.merge(budget, randomStep.amount(), BigDecimal::add);
        return false;
    }

    private boolean reset(RandomStep randomStep) {
        String budget = all.get(randomStep.which() % all.size());
        budgetInstance.reset(budget);
        if (budget.equals(total)) {
            spent = BigDecimal.ZERO;
            reset = budgetInstance.now();
            calls.forEach(call -> call.assumed = false);
        }
        return false;
    }

    /** Of what is under way, all is set aside where a budget becomes hard. */
    private boolean toggle() {
        budgetInstance.replace(isToggledHard() ? toggled.soft() : toggled.hard());
        if (isToggledHard()) {
            assertThat(budgetInstance.sum("held", toggled.budget().name()))
                    .isEqualByComparingTo(calls.stream()
                            .filter(call -> call.open)
                            .map(call -> call.bound)
                            .reduce(BigDecimal.ZERO, BigDecimal::add));
        }
        return true;
    }

    /** What one has less, another has more, now; and after its period, neither. */
    private boolean transfer(RandomStep randomStep) {
        String from = all.get(randomStep.which() % all.size());
        String to = all.get(randomStep.which() / all.size() % all.size());
        BudgetScope giving = account(from);
        BudgetScope taking = account(to);
        try {
            List<AuditEntry> done = budgetInstance.transfer(from, giving, to, taking, randomStep.amount());
            transfers.add(new Transfer(done.getLast().until()));
            done.stream()
                    .filter(entry -> entry.until() == null)
                    .forEach(entry -> lasting.merge(entry.budget(), entry.amount(), BigDecimal::add));
        } catch (BudgetRefusedException e) {
            assertThat(e.reason())
                    .isIn(BudgetRefusedException.Reason.NOT_ENOUGH, BudgetRefusedException.Reason.MISMATCH);
        }
        return true;
    }

    private BudgetScope account(String budget) {
        return budget.startsWith("day") ? new BudgetScope("u-0", "t", feature, null, null) : null;
    }

    /** Nothing that is not committed leaves a trace. */
    private boolean crash(RandomStep randomStep) {
        Map<Long, BigDecimal> before = lefts(standings(all));
        budgetInstance.crash(
                () -> budgetInstance.ask(UUID.randomUUID().toString(), scope(randomStep), randomStep.amount()));
        pick(randomStep, call -> !call.booked)
                .ifPresent(call ->
                        budgetInstance.crash(() -> budgetInstance.book(call.id, call.scope, randomStep.amount())));
        pick(randomStep, call -> call.open)
                .ifPresent(call -> budgetInstance.crash(() -> budgetInstance.release(call.id)));
        assertThat(lefts(standings(all))).isEqualTo(before);
        return false;
    }

    private Optional<Call> pick(RandomStep randomStep, Predicate<Call> which) {
        List<Call> candidates = calls.stream().filter(which).toList();
        return candidates.isEmpty()
                ? Optional.empty()
                : Optional.of(candidates.get(randomStep.which() % candidates.size()));
    }

    private BudgetScope scope(RandomStep randomStep) {
        String user = USERS.get(randomStep.which() % USERS.size());
        return new BudgetScope(user, user.equals(LONG_NAME) ? LONG_TEAM : "t", feature, "primary", "test-small");
    }

    private List<AccountStatus> concerned(Call call) {
        return standings(all).stream()
                .filter(standing -> standing.budget().isHard())
                .filter(standing ->
                        standing.budget().scope().account(call.scope).stream().anyMatch(standing.account()::equals))
                .toList();
    }

    private boolean isToggledHard() {
        return toggled.budget().isHard();
    }

    private List<AccountStatus> standings(List<String> budgets) {
        return budgets.stream()
                .flatMap(budget -> budgetInstance.standings(budget).stream())
                .toList();
    }

    private static Map<Long, BigDecimal> lefts(List<AccountStatus> statuses) {
        Map<Long, BigDecimal> lefts = new HashMap<>();
        statuses.stream()
                .filter(standing -> standing.budget().isHard())
                .forEach(standing -> lefts.put(standing.accountId(), standing.left()));
        return lefts;
    }

    private Map<Long, State> states() {
        Map<Long, State> states = new HashMap<>();
        standings(all).forEach(standing -> states.put(standing.accountId(), standing.state()));
        return states;
    }

    /** As long as a name may be, and of what does not get shorter when it is packed. */
    private static String longName(long seed) {
        return new Random(seed)
                .ints(LONGEST, '\u4e00', '\u9fa5')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public void close() {
        budgetInstance.close();
    }

    /** Until when an account has more; null for ever. */
    private record Transfer(Instant until) {

        boolean endedBetween(Instant before, Instant now) {
            return until != null && until.isAfter(before) && !until.isAfter(now);
        }
    }

    /** A call that was asked for. */
    private static final class Call {

        private final String id = UUID.randomUUID().toString();
        private final BudgetScope scope;
        private final BigDecimal bound;
        private final Instant expiresAt;
        private boolean open;
        private boolean booked;
        private boolean assumed;
        private boolean resolvable;
        private boolean late;
        private BigDecimal cost;
        private Instant at;
        private Instant bookedAt;

        Call(BudgetScope scope, BigDecimal bound, Instant expiresAt) {
            this.scope = scope;
            this.bound = bound;
            this.expiresAt = expiresAt;
        }

        /** Returns whether nothing was set aside for it any more. */
        boolean end(Instant made, Instant counted) {
            late = !open;
            open = false;
            booked = true;
            resolvable = assumed;
            at = made;
            bookedAt = counted;
            return late;
        }
    }
}
