package dev.warren.costledger.budgets;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Budgets of their own in a database, and all that is known of them. After every step, what is left of a hard budget is
 * as much as before or more, unless something was granted, in which case it is not less than nothing, or something was
 * booked for which nothing was set aside.
 */
final class World implements AutoCloseable {

    private static final int USERS = 3;

    private final String feature = "f-" + UUID.randomUUID();
    private final MovedClock clock = new MovedClock();
    private final Vault vault;
    private final List<String> hard = new ArrayList<>();
    private final List<String> all = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private Map<Long, BigDecimal> left = Map.of();
    private BigDecimal spent = BigDecimal.ZERO;

    World(Database database) {
        vault = new Vault(database, clock);
        Scope together = new Scope(null, null, feature, null, null);
        Scope each = new Scope(Scope.EACH, null, feature, null, null);
        hard.add(create(Definition.of("total-" + feature, together).limit("4")));
        hard.add(create(Definition.of("day-" + feature, each).limit("1").per(Period.Unit.DAY)));
        hard.add(create(Definition.of("rolling-" + feature, together).limit("2").rolling(Duration.ofMinutes(90))));
        create(Definition.of("soft-" + feature, together).soft().per(Period.Unit.HOUR));
    }

    private String create(Definition definition) {
        String name = vault.create(definition).name();
        all.add(name);
        return name;
    }

    void take(Step step) {
        boolean mayShrink =
                switch (step.what()) {
                    case ASK -> ask(step);
                    case ASK_AGAIN -> askAgain(step);
                    case BOOK -> book(step);
                    case BOOK_UNKNOWN -> bookUnknown(step);
                    case BOOK_WITHOUT_HOLD -> bookWithoutHold(step);
                    case RESOLVE -> resolve(step);
                    case RELEASE -> release(step);
                    case PASS_TIME -> pass(step);
                    case EXPIRE -> expire();
                    case RAISE -> raise(step);
                    case RESET -> reset(step);
                    case CRASH -> crash(step);
                };
        vault.review();
        Map<Long, BigDecimal> now = lefts();
        if (!mayShrink) {
            left.forEach((account, before) -> assertThat(now.get(account)).isGreaterThanOrEqualTo(before));
        }
        left = now;
    }

    /** Everything ends. */
    void end() {
        calls.stream().filter(call -> call.open).forEach(call -> vault.release(call.id));
        all.forEach(budget -> assertThat(vault.sum("held", budget)).isZero());
        assertThat(vault.sum("spent", hard.getFirst())).isEqualByComparingTo(spent);
        assertThat(vault.sum("assumed", hard.getFirst()))
                .isEqualByComparingTo(calls.stream()
                        .filter(call -> call.assumed)
                        .map(call -> call.bound)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private boolean ask(Step step) {
        Call call = new Call(scope(step), step.amount(), clock.instant().plus(Vault.LIFE));
        HoldDecided decided = vault.ask(call.id, call.scope, call.bound);
        if (decided.decision() != Decision.GRANTED) {
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

    /** A call that had a hold never costs more than that. */
    private boolean book(Step step) {
        return pick(step, call -> !call.booked)
                .map(call -> {
                    BigDecimal cost = call.bound.min(step.amount());
                    vault.book(call.id, call.scope, cost);
                    spent = spent.add(cost);
                    return call.end(clock.instant());
                })
                .orElse(false);
    }

    private boolean bookUnknown(Step step) {
        return pick(step, call -> !call.booked)
                .map(call -> {
                    vault.book(call.id, call.scope, null);
                    call.assumed = true;
                    return call.end(clock.instant());
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
                    BigDecimal cost = call.bound.min(step.amount());
                    vault.resolve(call.id, call.scope, cost, call.bookedAt);
                    spent = spent.add(cost);
                    boolean wasAssumed = call.assumed && !call.forgotten;
                    call.resolvable = false;
                    call.assumed = false;
                    return !wasAssumed;
                })
                .orElse(false);
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
        vault.raise(hard.get(step.which() % hard.size()), step.amount());
        return false;
    }

    private boolean reset(Step step) {
        int budget = step.which() % hard.size();
        vault.reset(hard.get(budget));
        calls.stream().filter(call -> call.resolvable).forEach(call -> call.forgotten = true);
        if (budget == 0) {
            spent = BigDecimal.ZERO;
            calls.forEach(call -> call.assumed = false);
        }
        return false;
    }

    /** Nothing that is not committed leaves a trace. */
    private boolean crash(Step step) {
        vault.crash(() -> vault.ask(UUID.randomUUID().toString(), scope(step), step.amount()));
        pick(step, call -> !call.booked)
                .ifPresent(call -> vault.crash(() -> vault.book(call.id, call.scope, step.amount())));
        pick(step, call -> call.open).ifPresent(call -> vault.crash(() -> vault.release(call.id)));
        left.forEach((account, before) -> assertThat(lefts().get(account)).isEqualByComparingTo(before));
        return false;
    }

    private Optional<Call> pick(Step step, Predicate<Call> which) {
        List<Call> candidates = calls.stream().filter(which).toList();
        return candidates.isEmpty() ? Optional.empty() : Optional.of(candidates.get(step.which() % candidates.size()));
    }

    private Scope scope(Step step) {
        return new Scope("u-" + step.which() % USERS, null, feature, "primary", "test-small");
    }

    private List<Standing> concerned(Call call) {
        return standings().stream()
                .filter(standing ->
                        standing.budget().scope().account(call.scope).stream().anyMatch(standing.account()::equals))
                .toList();
    }

    private List<Standing> standings() {
        return hard.stream().flatMap(budget -> vault.standings(budget).stream()).toList();
    }

    private Map<Long, BigDecimal> lefts() {
        Map<Long, BigDecimal> lefts = new HashMap<>();
        standings().forEach(standing -> lefts.put(standing.accountId(), standing.left()));
        return lefts;
    }

    @Override
    public void close() {
        vault.close();
    }

    /** A call that was granted. */
    private static final class Call {

        private final String id = UUID.randomUUID().toString();
        private final Scope scope;
        private final BigDecimal bound;
        private final Instant expiresAt;
        private boolean open;
        private boolean booked;
        private boolean assumed;
        private boolean resolvable;
        private boolean forgotten;
        private Instant bookedAt;

        Call(Scope scope, BigDecimal bound, Instant expiresAt) {
            this.scope = scope;
            this.bound = bound;
            this.expiresAt = expiresAt;
        }

        /** Returns whether nothing was set aside for it any more. */
        boolean end(Instant at) {
            boolean wasOpen = open;
            open = false;
            booked = true;
            resolvable = assumed;
            bookedAt = at;
            return !wasOpen;
        }
    }
}
