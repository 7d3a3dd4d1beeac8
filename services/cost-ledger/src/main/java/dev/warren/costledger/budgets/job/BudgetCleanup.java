package dev.warren.costledger.budgets.job;

import dev.warren.costledger.budgets.hold.ServedModels;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetSnapshot;
import dev.warren.costledger.budgets.model.StoredBudget;
import dev.warren.costledger.budgets.store.BudgetSnapshots;
import dev.warren.database.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Deletes ended holds, buckets of past periods and idle accounts. Entries and the audit log of budgets are kept.
 * Thread-safe.
 */
@ApplicationScoped
public class BudgetCleanup {

    /** A request or a booking that comes later than this finds no hold. */
    private static final Duration HOLDS_KEPT = Duration.ofDays(1);

    /** A correction that comes later than this finds no assumption. */
    private static final Duration ASSUMED_KEPT = Duration.ofDays(400);

    private static final int AT_A_TIME = 5_000;

    private static final String HOLDS = """
            delete from hold where call_id in (
                select call_id from hold
                where state <> 'open' and ended_at < case when state = 'assumed' then ?::timestamptz else ? end
                order by call_id limit ? for update skip locked)
            """;

    private static final String BUCKETS = """
            delete from budget_bucket bucket using budget_account account, budget
            where account.id = bucket.account_id and budget.id = account.budget_id and bucket.held = 0
              and budget.period <> 'total'
              and bucket.starts < ?::timestamptz - make_interval(secs => coalesce(budget.period_seconds, 0))
            """;

    /** Nothing is counted in their period, or was lately, nor reserved, nor has anybody raised them. */
    private static final String IS_IDLE = """
            account.state = 'ok' and account.refused is null
            and not exists (select from budget_bucket bucket
                where bucket.account_id = account.id and (bucket.starts >= ? or bucket.held <> 0))
            and not exists (select from budget_increase increase
                where increase.budget_id = account.budget_id and increase.key = account.key)
            """;

    private static final String IDLE = """
            select id from budget_account account where budget_id = ? and %s
            order by id limit ? for update skip locked
            """.formatted(IS_IDLE);

    /** Once more, now that they are locked: somebody may have used one before. */
    private static final String ACCOUNTS =
            "delete from budget_account account where id = any(?) and %s".formatted(IS_IDLE);

    private final BudgetSnapshots budgetSnapshots;
    private final ServedModels servedModels;
    private final AccountsConfig config;
    private final Clock clock;

    public BudgetCleanup(
            BudgetSnapshots budgetSnapshots, ServedModels servedModels, AccountsConfig config, Clock clock) {
        this.budgetSnapshots = budgetSnapshots;
        this.servedModels = servedModels;
        this.config = config;
        this.clock = clock;
    }

    /** Returns how many holds were deleted. */
    int clear(Connection connection) throws SQLException {
        budgetSnapshots.join(connection);
        Instant now = clock.instant();
        servedModels.forget(connection);
        Jdbc.update(connection, BUCKETS, now.minus(ASSUMED_KEPT));
        return Jdbc.update(connection, HOLDS, now.minus(ASSUMED_KEPT), now.minus(HOLDS_KEPT), AT_A_TIME);
    }

    /**
     * Deletes accounts on which nothing has happened for {@link AccountsConfig#retention()}; the next call creates one
     * again. The account of a budget that has only one stays, and so do those of which the spend counts for ever.
     *
     * @return how many were deleted
     */
    public int clearAccounts(Connection connection) throws SQLException {
        BudgetSnapshot rules = budgetSnapshots.join(connection);
        int found = 0;
        for (StoredBudget storedBudget : rules.all()) {
            Budget budget = storedBudget.budget();
            if (budget.scope().isEach() && budget.period().unit() != BudgetPeriod.Unit.TOTAL) {
                found += clear(connection, storedBudget.id(), since(budget.period()));
            }
        }
        return found;
    }

    private static int clear(Connection connection, long budget, Instant since) throws SQLException {
        List<Long> idle = Jdbc.list(connection, IDLE, row -> row.getLong("id"), budget, since, AT_A_TIME);
        return idle.isEmpty() ? 0 : Jdbc.update(connection, ACCOUNTS, Jdbc.array(connection, "int8", idle), since);
    }

    private Instant since(BudgetPeriod period) {
        Instant now = clock.instant();
        Instant lately = period.bucket(now.minus(config.retention()));
        Instant first = period.first(now);
        return first.isBefore(lately) ? first : lately;
    }
}
