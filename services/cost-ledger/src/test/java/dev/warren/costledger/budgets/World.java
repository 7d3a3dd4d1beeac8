package dev.warren.costledger.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.contracts.v1.BudgetState.State;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldDecided.Decision;
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
final class World implements AutoCloseable {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration ALL_PERIODS = Duration.ofDays(400);
    private static final BigDecimal PLENTY = BigDecimal.valueOf(100);
    private static final int LONGEST = 512;
    private static final String LONG_NAME = longName(1);
    private static final String LONG_TEAM = longName(2);
    private static final List<String> USERS = List.of("u-0", "u-1", "u-\ud83d", LONG_NAME);

    private final String feature = "f-" + UUID.randomUUID();
    private final Scope together = new Scope(null, null, feature, null, null);
    private final MovedClock clock = new MovedClock();
    private final Vault vault;
    private final String total;
    private final List<String> hard = new ArrayList<>();
    private final List<String> all = new ArrayList<>();
    private final Definition toggled;
    private final List<Transfer> transfers = new ArrayList<>();
    private final Map<String, BigDecimal> lasting = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Call> refused = new ArrayList<>();
    private Map<Long, BigDecimal> left = Map.of();
    private BigDecimal spent = BigDecimal.ZERO;
    private Instant reset = Instant.MIN;

    World(Database database) {
        vault = new Vault(database, clock);
        Scope each = new Scope(Scope.EACH, Scope.EACH, feature, null, null);
        total = create(Definition.of("total-" + feature, together).limit("4"));
        hard.add(total);
        hard.add(create(Definition.of("day-" + feature, each).limit("1").per(Period.Unit.DAY)));
        hard.add(create(Definition.of("rolling-" + feature, together).limit("2").rolling(Duration.ofMinutes(90))));
        create(Definition.of("soft-" + feature, together).soft().limit("3").per(Period.Unit.MONTH));
        toggled =
                Definition.of("toggled-" + feature, together).soft().limit("3").per(Period.Unit.HOUR);
        create(toggled);
    }

    private String create(Definition definition) {
        Budget created = vault.create(definition);
        all.add(created.name());
        lasting.put(created.name(), created.limit());
        return created.name();
    }

    void take(Step step) {
        Instant before = clock.instant();
        clock.pass(MOMENT);
        boolean mayShrink =
                switch (step.what()) {
                    case ASK -> ask(step);
                    case ASK_AGAIN -> askAgain(step);
                    case ASK_TOO_MUCH -> askTooMuch(step);
                    case BOOK -> book(step);
                    case BOOK_REFUSED -> bookRefused(step);
                    case BOOK_UNKNOWN -> bookUnknown(step);
                    case BOOK_WITHOUT_HOLD -> bookWithoutHold(step);
                    case RESOLVE -> resolve(step);
                    case CORRECT -> correct(step);
                    case RELEASE -> release(step);
                    case PASS_TIME -> pass(step);
                    case EXPIRE -> expire();
                    case RAISE -> raise(step);
                    case RESET -> reset(step);
                    case TOGGLE -> toggle();
                    case TRANSFER -> transfer(step);
                    case CRASH -> crash(step);
                };
        vault.review();
        List<Standing> standings = standings(all);
        assertThat(standings).allMatch(standing -> standing.spent().signum() >= 0);
        Map<Long, BigDecimal> now = lefts(standings);
        if (!mayShrink && transfers.stream().noneMatch(transfer -> transfer.endedBetween(before, clock.instant()))) {
            left.forEach((account, then) ->
                    assertThat(now.getOrDefault(account, then)).isGreaterThanOrEqualTo(then));
        }
        left = now;
    }

    /** Everything ends, and everything that was refused is asked for again. */
    void end() {
        calls.stream().filter(call -> call.open).forEach(call -> vault.release(call.id));
        all.forEach(budget -> assertThat(vault.sum("held", budget)).isZero());
        assertThat(vault.sum("spent", total)).isEqualByComparingTo(spent);
        assertThat(vault.sum("assumed", total))
                .isEqualByComparingTo(calls.stream()
                        .filter(call -> call.assumed)
                        .map(call -> call.bound)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
        clock.pass(ALL_PERIODS);
        assertThat(standings(all)).allSatisfy(standing -> assertThat(standing.limit())
                .isEqualByComparingTo(lasting.get(standing.budget().name())));
        hard.forEach(budget -> vault.raise(budget, PLENTY));
        vault.raise(toggled.budget().name(), PLENTY);
        vault.review();
        assertThat(standings(hard)).allMatch(standing -> standing.refused() == null);
        refused.forEach(call -> {
            String id = UUID.randomUUID().toString();
            assertThat(vault.ask(id, call.scope, call.bound).decision()).isEqualTo(Decision.GRANTED);
            vault.release(id);
        });
    }

    private boolean ask(Step step) {
        Call call = new Call(scope(step), step.amount(), clock.instant().plus(Vault.LIFE));
        HoldDecided decided = vault.ask(call.id, call.scope, call.bound);
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

    private boolean askAgain(Step step) {
        pick(step, call -> call.open).ifPresent(call -> assertThat(
                        vault.ask(call.id, call.scope, call.bound).decision())
                .isEqualTo(Decision.GRANTED));
        return false;
    }

    /** What can never fit leaves no trace. */
    private boolean askTooMuch(Step step) {
        Map<Long, State> before = states();
        HoldDecided decided = vault.ask(UUID.randomUUID().toString(), scope(step), PLENTY.add(step.amount()));
        assertThat(decided.decision()).isEqualTo(Decision.TOO_LARGE);
        before.forEach((account, state) -> assertThat(states().get(account)).isEqualTo(state));
        return false;
    }

    /** A call that had a hold never costs more than that. */
    private boolean book(Step step) {
        return pick(step, call -> !call.booked)
                .map(call -> book(call, call.bound.min(step.amount())))
                .orElse(false);
    }

    /** The provider has refused it: no tokens, known. */
    private boolean bookRefused(Step step) {
        pick(step, call -> !call.booked).ifPresent(call -> book(call, BigDecimal.ZERO));
        return false;
    }

    private boolean book(Call call, BigDecimal cost) {
        Instant bookedAt = vault.book(call.id, call.scope, cost);
        spent = spent.add(cost);
        call.cost = cost;
        return call.end(clock.instant(), bookedAt);
    }

    private boolean bookUnknown(Step step) {
        return pick(step, call -> !call.booked)
                .map(call -> {
                    Instant bookedAt = vault.book(call.id, call.scope, null);
                    call.assumed = true;
                    return call.end(clock.instant(), bookedAt);
                })
                .orElse(false);
    }

    private boolean bookWithoutHold(Step step) {
        vault.book(UUID.randomUUID().toString(), scope(step), step.amount());
        spent = spent.add(step.amount());
        return true;
    }

    private boolean resolve(Step step) {
        return pick(step, call -> call.booked && call.resolvable)
                .map(call -> {
                    call.cost = call.bound.min(step.amount());
                    vault.resolve(call.id, call.scope, call.cost, call.at, call.bookedAt);
                    count(call, call.cost);
                    call.resolvable = false;
                    call.assumed = false;
                    return call.late;
                })
                .orElse(false);
    }

    /** A price was wrong: the call cost less. */
    private boolean correct(Step step) {
        pick(step, call -> call.cost != null).ifPresent(call -> {
            BigDecimal less = call.cost.min(step.amount()).negate();
            vault.correct(call.id, call.scope, less, call.at, call.bookedAt);
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

    private boolean release(Step step) {
        pick(step, call -> call.open).ifPresent(call -> {
            vault.release(call.id);
            call.open = false;
        });
        return false;
    }

    private boolean pass(Step step) {
        clock.pass(Duration.ofMinutes(step.cents()));
        return false;
    }

    private boolean expire() {
        vault.expire();
        calls.stream().filter(call -> !call.expiresAt.isAfter(clock.instant())).forEach(call -> call.open = false);
        return false;
    }

    private boolean raise(Step step) {
        String budget = hard.get(step.which() % hard.size());
        vault.raise(budget, step.amount());
        lasting.merge(budget, step.amount(), BigDecimal::add);
        return false;
    }

    private boolean reset(Step step) {
        String budget = all.get(step.which() % all.size());
        vault.reset(budget);
        if (budget.equals(total)) {
            spent = BigDecimal.ZERO;
            reset = vault.now();
            calls.forEach(call -> call.assumed = false);
        }
        return false;
    }

    /** Of what is under way, all is set aside where a budget becomes hard. */
    private boolean toggle() {
        vault.replace(isToggledHard() ? toggled.soft() : toggled.hard());
        if (isToggledHard()) {
            assertThat(vault.sum("held", toggled.budget().name()))
                    .isEqualByComparingTo(calls.stream()
                            .filter(call -> call.open)
                            .map(call -> call.bound)
                            .reduce(BigDecimal.ZERO, BigDecimal::add));
        }
        return true;
    }

    /** What one has less, another has more, now; and after its period, neither. */
    private boolean transfer(Step step) {
        String from = all.get(step.which() % all.size());
        String to = all.get(step.which() / all.size() % all.size());
        Scope giving = account(from);
        Scope taking = account(to);
        try {
            List<AuditEntry> done = vault.transfer(from, giving, to, taking, step.amount());
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

    private Scope account(String budget) {
        return budget.startsWith("day") ? new Scope("u-0", "t", feature, null, null) : null;
    }

    /** Nothing that is not committed leaves a trace. */
    private boolean crash(Step step) {
        Map<Long, BigDecimal> before = lefts(standings(all));
        vault.crash(() -> vault.ask(UUID.randomUUID().toString(), scope(step), step.amount()));
        pick(step, call -> !call.booked)
                .ifPresent(call -> vault.crash(() -> vault.book(call.id, call.scope, step.amount())));
        pick(step, call -> call.open).ifPresent(call -> vault.crash(() -> vault.release(call.id)));
        assertThat(lefts(standings(all))).isEqualTo(before);
        return false;
    }

    private Optional<Call> pick(Step step, Predicate<Call> which) {
        List<Call> candidates = calls.stream().filter(which).toList();
        return candidates.isEmpty() ? Optional.empty() : Optional.of(candidates.get(step.which() % candidates.size()));
    }

    private Scope scope(Step step) {
        String user = USERS.get(step.which() % USERS.size());
        return new Scope(user, user.equals(LONG_NAME) ? LONG_TEAM : "t", feature, "primary", "test-small");
    }

    private List<Standing> concerned(Call call) {
        return standings(all).stream()
                .filter(standing -> standing.budget().isHard())
                .filter(standing ->
                        standing.budget().scope().account(call.scope).stream().anyMatch(standing.account()::equals))
                .toList();
    }

    private boolean isToggledHard() {
        return toggled.budget().isHard();
    }

    private List<Standing> standings(List<String> budgets) {
        return budgets.stream()
                .flatMap(budget -> vault.standings(budget).stream())
                .toList();
    }

    private static Map<Long, BigDecimal> lefts(List<Standing> standings) {
        Map<Long, BigDecimal> lefts = new HashMap<>();
        standings.stream()
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
        vault.close();
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
        private final Scope scope;
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

        Call(Scope scope, BigDecimal bound, Instant expiresAt) {
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
