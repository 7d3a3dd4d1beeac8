package dev.warren.costledger.budgets;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All budgets and increases of one version. Immutable. */
final class Rules {

    private final long version;
    private final Map<Long, Defined> byId;
    private final List<Defined> inOrder;
    private final Map<Long, List<Increase>> increases;

    Rules(long version, List<Defined> budgets, List<Increase> increases) {
        this.version = version;
        this.inOrder = List.copyOf(budgets);
        this.byId = budgets.stream().collect(Collectors.toMap(Defined::id, Function.identity()));
        this.increases = increases.stream().collect(Collectors.groupingBy(Increase::budgetId));
    }

    long version() {
        return version;
    }

    boolean isEmpty() {
        return inOrder.isEmpty();
    }

    Stream<Defined> hard() {
        return inOrder.stream().filter(defined -> defined.budget().isHard());
    }

    List<Defined> all() {
        return inOrder;
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
        return limit(defined, increase -> increase.counts(defined.id(), key, now));
    }

    /** The limit of an account with the increases that count for ever. */
    BigDecimal lastingLimit(Defined defined, String key) {
        return limit(defined, increase -> increase.until() == null && increase.isFor(defined.id(), key));
    }

    private BigDecimal limit(Defined defined, Predicate<Increase> which) {
        return increases.getOrDefault(defined.id(), List.of()).stream()
                .filter(which)
                .map(Increase::amount)
                .reduce(defined.budget().limit(), BigDecimal::add);
    }
}
