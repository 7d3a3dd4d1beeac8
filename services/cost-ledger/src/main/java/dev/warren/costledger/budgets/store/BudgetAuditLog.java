package dev.warren.costledger.budgets.store;

import dev.warren.costledger.budgets.model.AuditEntry;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.ChangeAuthor;
import dev.warren.database.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What was done to budgets, in the database. Thread-safe. */
@ApplicationScoped
public class BudgetAuditLog {

    public static final String CREATED = "created";
    public static final String REPLACED = "replaced";
    public static final String DELETED = "deleted";
    public static final String INCREASED = "increased";
    public static final String RESET = "reset";
    public static final String TRANSFERRED = "transferred";

    private static final String ADD = """
            insert into budget_audit (at, budget, action, userid, team, feature, provider, model, for_all, amount,
                until, who, why, detail, change_key)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::numeric, ?::timestamptz, ?, ?, ?, ?)
            returning *
            """;

    private static final String BY_KEY = "select * from budget_audit where change_key = ? order by id";
    private static final String OF = "select * from budget_audit where budget = ? order by id desc limit ? offset ?";
    private static final String COUNT = "select count(*) from budget_audit where budget = ?";

    private final Clock clock;

    public BudgetAuditLog(Clock clock) {
        this.clock = clock;
    }

    public AuditEntry add(Connection connection, String action, Budget budget, ChangeAuthor changeAuthor, String detail)
            throws SQLException {
        return add(connection, action, budget, null, null, null, changeAuthor, detail);
    }

    /** Adds an entry; account, amount and until may be null. */
    public AuditEntry add(
            Connection connection,
            String action,
            Budget budget,
            BudgetScope account,
            BigDecimal amount,
            Instant until,
            ChangeAuthor changeAuthor,
            String detail)
            throws SQLException {
        BudgetScope whom = account == null ? BudgetScope.ALL : account;
        return Jdbc.list(
                        connection,
                        ADD,
                        BudgetAuditLog::entry,
                        clock.instant(),
                        budget.name(),
                        action,
                        whom.userid(),
                        whom.team(),
                        whom.feature(),
                        whom.provider(),
                        whom.model(),
                        account == null,
                        amount,
                        until,
                        changeAuthor.who(),
                        changeAuthor.why(),
                        detail,
                        changeAuthor.key())
                .getFirst();
    }

    /** What was done by an earlier change with the same key; empty where there was none, or there is no key. */
    public List<AuditEntry> earlier(Connection connection, ChangeAuthor changeAuthor) throws SQLException {
        return changeAuthor.key() == null
                ? List.of()
                : Jdbc.list(connection, BY_KEY, BudgetAuditLog::entry, changeAuthor.key());
    }

    /** Whether there was an earlier change with the same key. */
    public boolean has(Connection connection, ChangeAuthor changeAuthor) throws SQLException {
        return !earlier(connection, changeAuthor).isEmpty();
    }

    public List<AuditEntry> of(Connection connection, String budget, int limit, int offset) throws SQLException {
        return Jdbc.list(connection, OF, BudgetAuditLog::entry, budget, limit, offset);
    }

    public long count(Connection connection, String budget) throws SQLException {
        return Jdbc.number(connection, COUNT, budget);
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                Jdbc.instant(row, "at"),
                row.getString("budget"),
                row.getString("action"),
                row.getBoolean("for_all") ? null : BudgetSnapshots.scope(row),
                row.getBigDecimal("amount"),
                Jdbc.instant(row, "until"),
                row.getString("who"),
                row.getString("why"),
                row.getString("detail"));
    }
}
