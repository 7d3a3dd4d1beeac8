package dev.warren.costledger.budgets.store;

import dev.warren.contracts.json.Decimals;
import dev.warren.costledger.budgets.model.AccountKey;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetAccount;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetRefusedException;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.BudgetSnapshot;
import dev.warren.costledger.budgets.model.LimitIncrease;
import dev.warren.costledger.budgets.model.StoredBudget;
import dev.warren.database.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Budgets in the database. What changes something is for who changes budgets, and so is alone. */
public final class BudgetTable {

    private static final String ALL = "select * from budget order by name";
    private static final String FIND = "select * from budget where name = ?";

    /** Each version is in the audit, which outlives the budget: none comes again under the same name. */
    private static final String ADD = """
            insert into budget (kind, origin, currency, limit_amount, userid, team, feature, provider, model, period,
                period_seconds, zone, thresholds, name, version)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::bigint, ?, ?, name,
                1 + (select count(*) from budget_audit where budget = name and action in ('created', 'replaced'))
            from (values (?::text)) as made (name)
            returning *
            """;

    private static final String REPLACE = """
            update budget
            set kind = ?, origin = ?, currency = ?, limit_amount = ?, userid = ?, team = ?, feature = ?, provider = ?,
                model = ?, period = ?, period_seconds = ?::bigint, zone = ?, thresholds = ?, version = version + 1,
                changed_at = now()
            where name = ?
            returning *
            """;

    private static final String DELETE = "delete from budget where id = ?";
    private static final String DELETE_ACCOUNTS = "delete from budget_account where budget_id = ?";
    private static final String DELETE_INCREASES = "delete from budget_increase where budget_id = ?";

    private static final String RAISE =
            "insert into budget_increase (budget_id, key, amount, until) values (?, ?, ?, ?::timestamptz)";

    /** One account's, or all of a budget: the column that is compared. */
    private static final String WHOSE = "{whose}";

    private static final String COUNTED = """
            select coalesce(sum(spent), 0) spent, coalesce(sum(assumed), 0) assumed
            from budget_bucket bucket join budget_account account on account.id = bucket.account_id
            where account.{whose} = ? and bucket.starts >= ?
            """;

    private static final String RESET = """
            update budget_bucket bucket set spent = 0, assumed = 0
            from budget_account account
            where account.id = bucket.account_id and account.{whose} = ? and bucket.starts >= ?
            """;

    private static final String RESET_AT =
            "update budget_account set reset_at = statement_timestamp() where {whose} = ?";

    private static final String ACCOUNTS = """
            select account.* from budget_account account
            left join lateral (
                select sum(spent) spent from budget_bucket
                where account_id = account.id and starts >= ? and starts < ?) sums on true
            where account.budget_id = ?
            order by coalesce(sums.spent, 0) desc, account.key
            limit ? offset ?
            """;

    private static final String ACCOUNT = "select * from budget_account where budget_id = ? and key = ?";
    private static final String COUNT_ACCOUNTS = "select count(*) from budget_account where budget_id = ?";

    private BudgetTable() {}

    public static List<StoredBudget> all(Connection connection) throws SQLException {
        return Jdbc.list(connection, ALL, BudgetSnapshots::defined);
    }

    public static Optional<StoredBudget> find(Connection connection, String name) throws SQLException {
        return Jdbc.list(connection, FIND, BudgetSnapshots::defined, name).stream()
                .findFirst();
    }

    public static StoredBudget get(Connection connection, String name) throws SQLException {
        return find(connection, name)
                .orElseThrow(() -> new BudgetRefusedException(
                        BudgetRefusedException.Reason.UNKNOWN, "There is no budget %s.".formatted(name)));
    }

    public static StoredBudget add(Connection connection, Budget budget) throws SQLException {
        return Jdbc.list(connection, ADD, BudgetSnapshots::defined, columns(connection, budget))
                .getFirst();
    }

    public static StoredBudget replace(Connection connection, StoredBudget before, Budget budget) throws SQLException {
        return Jdbc.list(connection, REPLACE, BudgetSnapshots::defined, columns(connection, budget)).stream()
                .filter(after -> after.id() == before.id())
                .findFirst()
                .orElseThrow();
    }

    public static void delete(Connection connection, StoredBudget budget) throws SQLException {
        Jdbc.update(connection, DELETE, budget.id());
    }

    /** Deletes what is counted for a budget. */
    public static void forget(Connection connection, StoredBudget budget) throws SQLException {
        Jdbc.update(connection, DELETE_ACCOUNTS, budget.id());
        Jdbc.update(connection, DELETE_INCREASES, budget.id());
    }

    public static void raise(Connection connection, LimitIncrease increase) throws SQLException {
        Jdbc.update(connection, RAISE, increase.budgetId(), increase.key(), increase.amount(), increase.until());
    }

    /**
     * Sets what was spent to 0, on one account, or on all where it is null.
     *
     * @return what it was before, in words
     */
    public static String reset(Connection connection, StoredBudget budget, Long account, Instant now)
            throws SQLException {
        Instant first = budget.budget().period().first(now);
        String column = account == null ? "budget_id" : "id";
        long id = account == null ? budget.id() : account;
        String before = Jdbc.list(connection, COUNTED.replace(WHOSE, column), BudgetTable::counted, id, first)
                .getFirst();
        Jdbc.update(connection, RESET.replace(WHOSE, column), id, first);
        Jdbc.update(connection, RESET_AT.replace(WHOSE, column), id);
        return before;
    }

    private static String counted(ResultSet row) throws SQLException {
        return "spent: %s -> 0; assumed: %s -> 0"
                .formatted(Decimals.plain(row.getBigDecimal("spent")), Decimals.plain(row.getBigDecimal("assumed")));
    }

    public static List<BudgetAccount> accounts(
            Connection connection, BudgetSnapshot rules, StoredBudget budget, Instant now, int limit, int offset)
            throws SQLException {
        BudgetPeriod period = budget.budget().period();
        return Jdbc.list(
                        connection,
                        ACCOUNTS,
                        row -> AccountTable.account(row, rules),
                        period.first(now),
                        period.next(now),
                        budget.id(),
                        limit,
                        offset)
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /** One, or none where it does not exist yet. */
    public static List<BudgetAccount> account(Connection connection, BudgetSnapshot rules, AccountKey key)
            throws SQLException {
        return Jdbc.list(connection, ACCOUNT, row -> AccountTable.account(row, rules), key.budgetId(), key.key());
    }

    public static long countAccounts(Connection connection, StoredBudget budget) throws SQLException {
        return Jdbc.number(connection, COUNT_ACCOUNTS, budget.id());
    }

    /** A definition in words. */
    public static String words(Budget budget) {
        BudgetPeriod period = budget.period();
        return "%s, %s %s per %s, for %s"
                .formatted(
                        budget.kind().word(),
                        budget.limit().toPlainString(),
                        budget.currency(),
                        period.isRolling()
                                ? "any " + period.length()
                                : period.unit().word(),
                        everythingOr(budget.scope()));
    }

    /**
     * What differs between two definitions, each field with its value before and after, in the words of a definition.
     */
    public static String changes(Budget before, Budget after) {
        Map<String, String> fields = fields(after);
        return fields(before).entrySet().stream()
                .filter(field -> !field.getValue().equals(fields.get(field.getKey())))
                .map(field -> "%s: %s -> %s".formatted(field.getKey(), field.getValue(), fields.get(field.getKey())))
                .collect(Collectors.joining("; "));
    }

    private static Map<String, String> fields(Budget budget) {
        BudgetPeriod period = budget.period();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", budget.kind().word());
        fields.put("currency", budget.currency());
        fields.put("limit", Decimals.plain(budget.limit()));
        fields.put("scope", everythingOr(budget.scope()));
        fields.put("period", period.unit().word());
        fields.put("length", period.isRolling() ? period.length().toString() : "none");
        fields.put("zone", period.zone().getId());
        fields.put("thresholds", budget.thresholds().toString());
        fields.put("origin", budget.origin().word());
        return fields;
    }

    private static String everythingOr(BudgetScope scope) {
        return scope.toString().isEmpty() ? "everything" : scope.toString();
    }

    private static Object[] columns(Connection connection, Budget budget) throws SQLException {
        BudgetScope scope = budget.scope();
        BudgetPeriod period = budget.period();
        return new Object[] {
            budget.kind().word(),
            budget.origin().word(),
            budget.currency(),
            budget.limit(),
            scope.userid(),
            scope.team(),
            scope.feature(),
            scope.provider(),
            scope.model(),
            period.unit().word(),
            period.isRolling() ? period.length().toSeconds() : null,
            period.zone().getId(),
            Jdbc.array(connection, "int4", budget.thresholds()),
            budget.name()
        };
    }
}
