package dev.warren.costledger.budgets.store;

import dev.warren.costledger.budgets.model.AccountKey;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetAccount;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.BudgetSnapshot;
import dev.warren.costledger.budgets.model.Hold;
import dev.warren.costledger.budgets.model.StoredBudget;
import dev.warren.database.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes the accounts of a budget from what was booked and reserved before. Only for who changes budgets, and so is
 * alone. Thread-safe.
 */
@ApplicationScoped
public class AccountHistory {

    private static final List<String> COLUMNS = List.of("userid", "team", "feature", "provider", "model");

    private final Clock clock;

    public AccountHistory(Clock clock) {
        this.clock = clock;
    }

    /** Fills a budget that has no accounts yet. */
    public void fill(Connection connection, BudgetSnapshot rules, StoredBudget storedBudget) throws SQLException {
        Budget budget = storedBudget.budget();
        List<Past> booked = booked(connection, budget);
        List<Hold> holds = budget.isHard() ? covered(connection, budget) : List.of();
        Map<AccountKey, BudgetAccount> accounts =
                AccountTable.lock(connection, rules, keys(storedBudget, booked, holds), List.of());
        BucketDeltas bucketDeltas = new BucketDeltas();
        booked.forEach(past -> bucketDeltas.spend(
                accounts.get(key(storedBudget, past.account())).id(), past.starts(), past.amount()));
        List<Hold> extended = new ArrayList<>();
        for (Hold hold : holds) {
            extended.add(extend(hold, accounts.get(key(storedBudget, hold)), bucketDeltas));
        }
        bucketDeltas.apply(connection);
        HoldTable.put(connection, extended);
    }

    /**
     * Sets aside on a budget that has become hard what is under way, and takes in what is assumed, as far as it is not
     * there already. What was assumed before an account was reset stays forgotten.
     */
    public void addHolds(Connection connection, BudgetSnapshot rules, StoredBudget storedBudget) throws SQLException {
        List<Hold> holds = covered(connection, storedBudget.budget());
        Map<AccountKey, BudgetAccount> accounts =
                AccountTable.lock(connection, rules, keys(storedBudget, List.of(), holds), List.of());
        BucketDeltas bucketDeltas = new BucketDeltas();
        List<Hold> extended = new ArrayList<>();
        for (Hold hold : holds) {
            BudgetAccount account = accounts.get(key(storedBudget, hold));
            if (!isKnown(hold, account)) {
                extended.add(extend(hold, account, bucketDeltas));
            }
        }
        bucketDeltas.apply(connection);
        HoldTable.put(connection, extended);
    }

    private static boolean isKnown(Hold hold, BudgetAccount account) {
        boolean isForgotten = !hold.isOpen() && account.hasForgotten(hold.endedAt());
        return isForgotten || hold.accounts().contains(account.id());
    }

    /** A budget that has one account only has it from the beginning. */
    private static Set<AccountKey> keys(StoredBudget storedBudget, List<Past> booked, List<Hold> holds) {
        BudgetScope scope = storedBudget.budget().scope();
        Stream<BudgetScope> held = holds.stream().flatMap(hold -> scope.account(hold.call()).stream());
        Stream<BudgetScope> only = scope.isEach() ? Stream.of() : Stream.of(scope);
        return Stream.of(booked.stream().map(Past::account), held, only)
                .flatMap(accounts -> accounts)
                .map(account -> key(storedBudget, account))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static AccountKey key(StoredBudget storedBudget, Hold hold) {
        return key(
                storedBudget, storedBudget.budget().scope().account(hold.call()).orElseThrow());
    }

    private static AccountKey key(StoredBudget storedBudget, BudgetScope account) {
        return new AccountKey(storedBudget.id(), storedBudget.budget().scope().key(account));
    }

    /** What is under way, and what is assumed in a period that counts. */
    private List<Hold> covered(Connection connection, Budget budget) throws SQLException {
        return HoldTable.lockCounted(connection, filters(budget.scope()), parameters(budget, clock.instant()));
    }

    private static Hold extend(Hold hold, BudgetAccount account, BucketDeltas bucketDeltas) {
        Hold.Part part = new Hold.Part(account.id(), account.budget().period().bucket(hold.grantedAt()));
        if (hold.isOpen()) {
            bucketDeltas.hold(part.account(), part.starts(), hold.amount());
        } else {
            bucketDeltas.assume(part.account(), part.starts(), hold.amount());
        }
        return hold.with(part);
    }

    private List<Past> booked(Connection connection, Budget budget) throws SQLException {
        Instant now = clock.instant();
        String sql = """
                select %s, %s starts, sum(amount) amount from entry
                where called_at >= ? and currency = ? and amount <> 0 and reused_call_id is null%s
                group by 1, 2, 3, 4, 5, 6
                """.formatted(dimensions(budget.scope()), starts(budget.period(), now), filters(budget.scope()));
        return Jdbc.list(connection, sql, Past::of, parameters(budget, now).toArray());
    }

    private static List<Object> parameters(Budget budget, Instant now) {
        List<Object> parameters = new ArrayList<>(List.of(budget.period().first(now), budget.currency()));
        budget.scope().values().stream().filter(AccountHistory::isValue).forEach(parameters::add);
        return parameters;
    }

    private static String dimensions(BudgetScope scope) {
        List<String> values = scope.values();
        return IntStream.range(0, COLUMNS.size())
                .mapToObj(i -> values.get(i) == null ? "null::text " + COLUMNS.get(i) : COLUMNS.get(i))
                .collect(Collectors.joining(", "));
    }

    private static String filters(BudgetScope scope) {
        List<String> values = scope.values();
        return IntStream.range(0, COLUMNS.size())
                .filter(i -> values.get(i) != null)
                .mapToObj(i -> " and " + COLUMNS.get(i) + (isValue(values.get(i)) ? " = ?" : " is not null"))
                .collect(Collectors.joining());
    }

    private static boolean isValue(String value) {
        return value != null && !value.equals(BudgetScope.EACH);
    }

    /** The beginning of the bucket of an entry; one whose clock was ahead is counted in the period that is now. */
    private static String starts(BudgetPeriod period, Instant now) {
        return period.isRolling()
                ? "to_timestamp(floor(extract(epoch from called_at) / %1$d) * %1$d)".formatted(period.slot())
                : "timestamptz '%s'".formatted(period.bucket(now));
    }

    /** What was booked on an account in a bucket. */
    private record Past(BudgetScope account, Instant starts, BigDecimal amount) {

        static Past of(ResultSet row) throws SQLException {
            return new Past(BudgetSnapshots.scope(row), Jdbc.instant(row, "starts"), row.getBigDecimal("amount"));
        }
    }
}
