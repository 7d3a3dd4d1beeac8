package dev.warren.costledger.budgets.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All budgets and increases of one version. Immutable. */
public final class BudgetSnapshot {

    private final long version;
    private final Map<Long, StoredBudget> byId;
    private final List<StoredBudget> inOrder;
    private final Map<Long, List<LimitIncrease>> increases;

    public BudgetSnapshot(long version, List<StoredBudget> budgets, List<LimitIncrease> increases) {
        this.version = version;
        this.inOrder = List.copyOf(budgets);
        this.byId = budgets.stream().collect(Collectors.toMap(StoredBudget::id, Function.identity()));
        this.increases = increases.stream().collect(Collectors.groupingBy(LimitIncrease::budgetId));
    }

    public long version() {
        return version;
    }

    public boolean isEmpty() {
        return inOrder.isEmpty();
    }

    public Stream<StoredBudget> hard() {
        return inOrder.stream().filter(storedBudget -> storedBudget.budget().isHard());
    }

    public List<StoredBudget> all() {
        return inOrder;
    }

    public StoredBudget get(long id) {
        return byId.get(id);
    }

    /** The budgets that cover a call, whatever it is priced in. */
    public List<BudgetMatch> covering(BudgetScope call) {
        return inOrder.stream()
                .flatMap(storedBudget -> storedBudget.budget().scope().account(call).stream()
                        .map(account -> new BudgetMatch(storedBudget, account)))
                .toList();
    }

    /** The limit of an account with the increases that count. */
    public BigDecimal limit(StoredBudget storedBudget, String key, Instant now) {
        return limit(storedBudget, increase -> increase.counts(storedBudget.id(), key, now));
    }

    /** The limit of an account with the increases that count for ever. */
    public BigDecimal lastingLimit(StoredBudget storedBudget, String key) {
        return limit(storedBudget, increase -> increase.until() == null && increase.isFor(storedBudget.id(), key));
    }

    private BigDecimal limit(StoredBudget storedBudget, Predicate<LimitIncrease> which) {
        return increases.getOrDefault(storedBudget.id(), List.of()).stream()
                .filter(which)
                .map(LimitIncrease::amount)
                .reduce(storedBudget.budget().limit(), BigDecimal::add);
    }
}
