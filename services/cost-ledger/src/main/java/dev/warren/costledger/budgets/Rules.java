package dev.warren.costledger.budgets;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All budgets and increases of one version. Immutable. */
final class Rules {

    private final long version;
    private final Map<Long, Defined> byId;
    private final List<Defined> inOrder;
    private final Map<Long, List<Increase>> increases;
    private final boolean anyHard;

    Rules(long version, List<Defined> budgets, List<Increase> increases) {
        this.version = version;
        this.inOrder = List.copyOf(budgets);
        this.byId = budgets.stream().collect(Collectors.toMap(Defined::id, Function.identity()));
        this.increases = increases.stream().collect(Collectors.groupingBy(Increase::budgetId));
        this.anyHard = hard().findAny().isPresent();
    }

    long version() {
        return version;
    }

    boolean isEmpty() {
        return inOrder.isEmpty();
    }

    boolean hasHard() {
        return anyHard;
    }

    Stream<Defined> hard() {
        return inOrder.stream().filter(defined -> defined.budget().isHard());
    }

    Defined get(long id) {
        return byId.get(id);
    }

    /** The budgets that cover a call, whatever it is priced in. */
    List<Match> covering(Scope call) {
        return inOrder.stream()
                .flatMap(defined ->
                        defined.budget().scope().account(call).stream().map(account -> new Match(defined, account)))
                .toList();
    }

    /** The limit of an account with the increases that count. */
    BigDecimal limit(Defined defined, String key, Instant now) {
        return increases.getOrDefault(defined.id(), List.of()).stream()
                .filter(increase -> increase.counts(defined.id(), key, now))
                .map(Increase::amount)
                .reduce(defined.budget().limit(), BigDecimal::add);
    }
}
