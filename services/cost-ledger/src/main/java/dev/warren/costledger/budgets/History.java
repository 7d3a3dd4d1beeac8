package dev.warren.costledger.budgets;

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
 * Makes the accounts of a budget from what was booked and set aside before. Only for who changes budgets, and so is
 * alone. Thread-safe.
 */
@ApplicationScoped
class History {

    private static final List<String> COLUMNS = List.of("userid", "team", "feature", "provider", "model");

    private final Clock clock;

    History(Clock clock) {
        this.clock = clock;
    }

    /** Fills a budget that has no accounts yet. */
    void fill(Connection connection, Rules rules, Defined defined) throws SQLException {
        Budget budget = defined.budget();
        List<Past> booked = booked(connection, budget);
        List<Hold> holds = budget.isHard() ? covered(connection, budget) : List.of();
        Map<AccountKey, Account> accounts = Accounts.lock(connection, rules, keys(defined, booked, holds), List.of());
        Deltas deltas = new Deltas();
        booked.forEach(
                past -> deltas.spend(accounts.get(key(defined, past.account())).id(), past.starts(), past.amount()));
        List<Hold> extended = new ArrayList<>();
        for (Hold hold : holds) {
            extended.add(extend(hold, accounts.get(key(defined, hold)), deltas));
        }
        deltas.apply(connection);
        Holds.put(connection, extended);
    }

    /**
     * Sets aside on a budget that has become hard what is under way, and takes in what is assumed, as far as it is not
     * there already. What was assumed before an account was reset stays forgotten.
     */
    void addHolds(Connection connection, Rules rules, Defined defined) throws SQLException {
        List<Hold> holds = covered(connection, defined.budget());
        Map<AccountKey, Account> accounts =
                Accounts.lock(connection, rules, keys(defined, List.of(), holds), List.of());
        Deltas deltas = new Deltas();
        List<Hold> extended = new ArrayList<>();
        for (Hold hold : holds) {
            Account account = accounts.get(key(defined, hold));
            if (!isKnown(hold, account)) {
                extended.add(extend(hold, account, deltas));
            }
        }
        deltas.apply(connection);
        Holds.put(connection, extended);
    }

    private static boolean isKnown(Hold hold, Account account) {
        boolean isForgotten = !hold.isOpen() && account.hasForgotten(hold.endedAt());
        return isForgotten || hold.accounts().contains(account.id());
    }

    /** A budget that has one account only has it from the beginning. */
    private static Set<AccountKey> keys(Defined defined, List<Past> booked, List<Hold> holds) {
        Scope scope = defined.budget().scope();
        Stream<Scope> held = holds.stream().flatMap(hold -> scope.account(hold.call()).stream());
        Stream<Scope> only = scope.isEach() ? Stream.of() : Stream.of(scope);
        return Stream.of(booked.stream().map(Past::account), held, only)
                .flatMap(accounts -> accounts)
                .map(account -> key(defined, account))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static AccountKey key(Defined defined, Hold hold) {
        return key(defined, defined.budget().scope().account(hold.call()).orElseThrow());
    }

    private static AccountKey key(Defined defined, Scope account) {
        return new AccountKey(defined.id(), defined.budget().scope().key(account));
    }

    /** What is under way, and what is assumed in a period that counts. */
    private List<Hold> covered(Connection connection, Budget budget) throws SQLException {
        return Holds.lockCounted(connection, filters(budget.scope()), parameters(budget, clock.instant()));
    }

    private static Hold extend(Hold hold, Account account, Deltas deltas) {
        Hold.Part part = new Hold.Part(account.id(), account.budget().period().bucket(hold.grantedAt()));
        if (hold.isOpen()) {
            deltas.hold(part.account(), part.starts(), hold.amount());
        } else {
            deltas.assume(part.account(), part.starts(), hold.amount());
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
        return Sql.list(connection, sql, Past::of, parameters(budget, now).toArray());
    }

    private static List<Object> parameters(Budget budget, Instant now) {
        List<Object> parameters = new ArrayList<>(List.of(budget.period().first(now), budget.currency()));
        budget.scope().values().stream().filter(History::isValue).forEach(parameters::add);
        return parameters;
    }

    private static String dimensions(Scope scope) {
        List<String> values = scope.values();
        return IntStream.range(0, COLUMNS.size())
                .mapToObj(i -> values.get(i) == null ? "null::text " + COLUMNS.get(i) : COLUMNS.get(i))
                .collect(Collectors.joining(", "));
    }

    private static String filters(Scope scope) {
        List<String> values = scope.values();
        return IntStream.range(0, COLUMNS.size())
                .filter(i -> values.get(i) != null)
                .mapToObj(i -> " and " + COLUMNS.get(i) + (isValue(values.get(i)) ? " = ?" : " is not null"))
                .collect(Collectors.joining());
    }

    private static boolean isValue(String value) {
        return value != null && !value.equals(Scope.EACH);
    }

    /** The beginning of the bucket of an entry; one whose clock was ahead is counted in the period that is now. */
    private static String starts(Period period, Instant now) {
        return period.isRolling()
                ? "to_timestamp(floor(extract(epoch from called_at) / %1$d) * %1$d)".formatted(period.slot())
                : "timestamptz '%s'".formatted(period.bucket(now));
    }

    /** What was booked on an account in a bucket. */
    private record Past(Scope account, Instant starts, BigDecimal amount) {

        static Past of(ResultSet row) throws SQLException {
            return new Past(Definitions.scope(row), Sql.instant(row, "starts"), row.getBigDecimal("amount"));
        }
    }
}
