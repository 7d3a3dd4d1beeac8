package dev.warren.costledger.budgets.store;

import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.BudgetSnapshot;
import dev.warren.costledger.budgets.model.LimitIncrease;
import dev.warren.costledger.budgets.model.StoredBudget;
import dev.warren.database.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** The definitions in the database. Thread-safe. */
@ApplicationScoped
public class BudgetSnapshots {

    private static final String JOIN = "select join_budgets()";
    private static final String CHANGE = "select change_budgets()";
    private static final String VERSION = "select version from budget_version";
    private static final String BUDGETS = "select * from budget order by name";
    private static final String INCREASES = "select * from budget_increase order by id";

    private volatile BudgetSnapshot last = new BudgetSnapshot(0, List.of(), List.of());

    /** The rules that are valid until the end of the transaction, which nobody changes before. */
    public BudgetSnapshot join(Connection connection) throws SQLException {
        return known(connection, Jdbc.number(connection, JOIN));
    }

    /** The rules as they were last committed; they may change at any moment. */
    public BudgetSnapshot peek(Connection connection) throws SQLException {
        long version = Jdbc.number(connection, VERSION);
        return version == last.version() ? last : read(connection, version);
    }

    private BudgetSnapshot known(Connection connection, long version) throws SQLException {
        BudgetSnapshot known = last;
        if (known.version() != version) {
            known = read(connection, version);
            last = known;
        }
        return known;
    }

    /** Locks all budgets exclusively until the end of the transaction and starts a new version. */
    public BudgetSnapshot change(Connection connection) throws SQLException {
        return read(connection, Jdbc.number(connection, CHANGE));
    }

    /** The rules as they are within a transaction that changes them. */
    public BudgetSnapshot read(Connection connection) throws SQLException {
        return read(connection, Jdbc.number(connection, VERSION));
    }

    private static BudgetSnapshot read(Connection connection, long version) throws SQLException {
        return new BudgetSnapshot(
                version,
                Jdbc.list(connection, BUDGETS, BudgetSnapshots::defined),
                Jdbc.list(connection, INCREASES, BudgetSnapshots::increase));
    }

    private static LimitIncrease increase(ResultSet row) throws SQLException {
        return new LimitIncrease(
                row.getLong("budget_id"),
                row.getString("key"),
                row.getBigDecimal("amount"),
                Jdbc.instant(row, "until"));
    }

    static StoredBudget defined(ResultSet row) throws SQLException {
        return new StoredBudget(
                row.getLong("id"),
                new Budget(
                        row.getString("name"),
                        Budget.Kind.of(row.getString("kind")),
                        Budget.Origin.of(row.getString("origin")),
                        row.getString("currency"),
                        row.getBigDecimal("limit_amount"),
                        scope(row),
                        period(row),
                        thresholds(row.getArray("thresholds")),
                        row.getLong("version")));
    }

    /** The scope in the columns that are named like its dimensions. */
    static BudgetScope scope(ResultSet row) throws SQLException {
        return new BudgetScope(
                row.getString("userid"),
                row.getString("team"),
                row.getString("feature"),
                row.getString("provider"),
                row.getString("model"));
    }

    private static BudgetPeriod period(ResultSet row) throws SQLException {
        Long seconds = row.getObject("period_seconds", Long.class);
        return new BudgetPeriod(
                BudgetPeriod.Unit.of(row.getString("period")),
                seconds == null ? null : Duration.ofSeconds(seconds),
                ZoneId.of(row.getString("zone")));
    }

    private static List<Integer> thresholds(Array array) throws SQLException {
        return Arrays.asList((Integer[]) array.getArray());
    }
}
