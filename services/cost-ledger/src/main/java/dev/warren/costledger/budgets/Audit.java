package dev.warren.costledger.budgets;

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
class Audit {

    static final String CREATED = "created";
    static final String REPLACED = "replaced";
    static final String DELETED = "deleted";
    static final String INCREASED = "increased";
    static final String RESET = "reset";
    static final String TRANSFERRED = "transferred";

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

    Audit(Clock clock) {
        this.clock = clock;
    }

    AuditEntry add(Connection connection, String action, Budget budget, Change change, String detail)
            throws SQLException {
        return add(connection, action, budget, null, null, null, change, detail);
    }

    /** Adds an entry; account, amount and until may be null. */
    AuditEntry add(
            Connection connection,
            String action,
            Budget budget,
            Scope account,
            BigDecimal amount,
            Instant until,
            Change change,
            String detail)
            throws SQLException {
        Scope whom = account == null ? Scope.ALL : account;
        return Sql.list(
                        connection,
                        ADD,
                        Audit::entry,
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
                        change.who(),
                        change.why(),
                        detail,
                        change.key())
                .getFirst();
    }

    /** What was done by an earlier change with the same key; empty where there was none, or there is no key. */
    List<AuditEntry> earlier(Connection connection, Change change) throws SQLException {
        return change.key() == null ? List.of() : Sql.list(connection, BY_KEY, Audit::entry, change.key());
    }

    List<AuditEntry> of(Connection connection, String budget, int limit, int offset) throws SQLException {
        return Sql.list(connection, OF, Audit::entry, budget, limit, offset);
    }

    long count(Connection connection, String budget) throws SQLException {
        return Sql.number(connection, COUNT, budget);
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                Sql.instant(row, "at"),
                row.getString("budget"),
                row.getString("action"),
                row.getBoolean("for_all") ? null : Definitions.scope(row),
                row.getBigDecimal("amount"),
                Sql.instant(row, "until"),
                row.getString("who"),
                row.getString("why"),
                row.getString("detail"));
    }
}
