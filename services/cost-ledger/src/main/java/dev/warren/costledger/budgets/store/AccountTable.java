package dev.warren.costledger.budgets.store;

import dev.warren.contracts.v1.BudgetState.State;
import dev.warren.costledger.budgets.model.AccountBalance;
import dev.warren.costledger.budgets.model.AccountKey;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.model.BudgetAccount;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetSnapshot;
import dev.warren.costledger.budgets.model.StoredBudget;
import dev.warren.database.BatchColumns;
import dev.warren.database.Jdbc;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Accounts in the database. Whoever changes one has locked it, all of a transaction in the order of their ids. */
public final class AccountTable {

    /** Longer than any hold lasts. */
    private static final Duration HELD_AT_MOST = HoldTable.LONGEST.plusMinutes(10);

    /**
     * The ids are gathered before, as an array. In a semi-join over a union, PostgreSQL leaves out a row that somebody
     * changed while it was waited for: it looks at the changed row once more, and finds no partner for it.
     */
    private static final String LOCK = """
            select * from budget_account where id = any(array(
                select known.id from unnest(?::bigint[], ?::text[]) wanted (budget_id, key)
                join budget_account known on known.budget_id = wanted.budget_id and known.key = wanted.key) || ?)
            order by id
            for update
            """;

    private static final String ADD = """
            insert into budget_account (budget_id, key)
            select budget_id, key from unnest(?::bigint[], ?::text[]) wanted (budget_id, key) order by budget_id, key
            on conflict do nothing
            """;

    private static final String FUNDS = """
            select wanted.id, sums.*
            from unnest(?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::boolean[])
                wanted (id, scan, first, next, rolling)
            cross join lateral (
                select
                    greatest(coalesce(sum(spent) filter (where starts >= first and starts < next), 0), 0) spent,
                    coalesce(sum(assumed) filter (where starts >= first and starts < next), 0) assumed,
                    coalesce(sum(held) filter (where rolling or starts >= first and starts < next), 0) held
                from budget_bucket where account_id = wanted.id and starts >= wanted.scan) sums
            """;

    private static final String JUDGE = """
            update budget_account account
            set state = judged.state, refused = judged.refused,
                state_no = account.state_no + case when account.state = judged.state then 0 else 1 end
            from unnest(?::bigint[], ?::text[], ?::numeric[]) judged (id, state, refused)
            where account.id = judged.id
            """;

    private AccountTable() {}

    /** Locks accounts by name, those that do not exist yet included, and by id, those that are gone left out. */
    public static Map<AccountKey, BudgetAccount> lock(
            Connection connection, BudgetSnapshot rules, Collection<AccountKey> keys, Collection<Long> ids)
            throws SQLException {
        Map<AccountKey, BudgetAccount> locked = lockKnown(connection, rules, keys, ids);
        Set<AccountKey> missing = new HashSet<>(keys);
        missing.removeAll(locked.keySet());
        if (!missing.isEmpty()) {
            add(connection, missing);
            locked = lockKnown(connection, rules, keys, ids);
        }
        return locked;
    }

    static void add(Connection connection, Collection<AccountKey> keys) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            BatchColumns.of(insert, List.copyOf(keys))
                    .bigint(AccountKey::budgetId)
                    .text(AccountKey::key);
            insert.executeUpdate();
        }
    }

    private static Map<AccountKey, BudgetAccount> lockKnown(
            Connection connection, BudgetSnapshot rules, Collection<AccountKey> keys, Collection<Long> ids)
            throws SQLException {
        Map<AccountKey, BudgetAccount> locked = new LinkedHashMap<>();
        if (keys.isEmpty() && ids.isEmpty()) {
            return locked;
        }
        try (PreparedStatement query = connection.prepareStatement(LOCK)) {
            BatchColumns.of(query, List.copyOf(keys))
                    .bigint(AccountKey::budgetId)
                    .text(AccountKey::key)
                    .value(Jdbc.array(connection, "int8", ids));
            Jdbc.list(query, row -> account(row, rules)).stream()
                    .filter(Objects::nonNull)
                    .forEach(account ->
                            locked.put(new AccountKey(account.defined().id(), account.key()), account));
        }
        return locked;
    }

    /** What is on accounts at a moment, in their order. */
    public static Map<Long, AccountBalance> funds(
            Connection connection, BudgetSnapshot rules, Collection<BudgetAccount> accounts, Instant now)
            throws SQLException {
        Map<Long, BudgetAccount> byId = new LinkedHashMap<>();
        accounts.forEach(account -> byId.put(account.id(), account));
        Map<Long, AccountBalance> balances = new LinkedHashMap<>();
        if (byId.isEmpty()) {
            return balances;
        }
        try (PreparedStatement query = connection.prepareStatement(FUNDS)) {
            BatchColumns.of(query, List.copyOf(byId.values()))
                    .bigint(BudgetAccount::id)
                    .add("timestamptz", account -> scan(account.budget().period(), now))
                    .add("timestamptz", account -> account.budget().period().first(now))
                    .add("timestamptz", account -> account.budget().period().next(now))
                    .add("bool", account -> account.budget().period().isRolling());
            Jdbc.list(query, row -> funds(row, byId.get(row.getLong("id")), rules, now))
                    .forEach(found -> balances.put(found.account().id(), found));
        }
        return balances;
    }

    public static List<AccountStatus> standings(
            Connection connection, BudgetSnapshot rules, Collection<BudgetAccount> accounts, Instant now)
            throws SQLException {
        return funds(connection, rules, accounts, now).values().stream()
                .map(AccountBalance::standing)
                .toList();
    }

    /** Records where accounts stand. */
    static void judge(Connection connection, List<AccountBalance> news) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(JUDGE)) {
            BatchColumns.of(update, news)
                    .bigint(balances -> balances.account().id())
                    .text(balances -> balances.state().value())
                    .add("numeric", AccountBalance::refused);
            update.executeUpdate();
        }
    }

    private static Instant scan(BudgetPeriod period, Instant now) {
        Instant first = period.first(now);
        Instant oldestHeld = now.minus(HELD_AT_MOST);
        return period.isRolling() && oldestHeld.isBefore(first) ? oldestHeld : first;
    }

    private static AccountBalance funds(ResultSet row, BudgetAccount account, BudgetSnapshot rules, Instant now)
            throws SQLException {
        return new AccountBalance(
                account,
                now,
                rules.limit(account.defined(), account.key(), now),
                rules.lastingLimit(account.defined(), account.key()),
                row.getBigDecimal("spent"),
                row.getBigDecimal("assumed"),
                row.getBigDecimal("held"));
    }

    /** Null where the budget is gone. */
    public static BudgetAccount account(ResultSet row, BudgetSnapshot rules) throws SQLException {
        StoredBudget storedBudget = rules.get(row.getLong("budget_id"));
        return storedBudget == null
                ? null
                : new BudgetAccount(
                        row.getLong("id"),
                        storedBudget,
                        row.getString("key"),
                        row.getBigDecimal("refused"),
                        State.of(row.getString("state")),
                        row.getInt("state_no"),
                        Jdbc.instant(row, "reset_at"));
    }
}
