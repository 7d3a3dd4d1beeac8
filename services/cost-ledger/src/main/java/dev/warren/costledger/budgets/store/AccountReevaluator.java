package dev.warren.costledger.budgets.store;

import dev.warren.costledger.budgets.model.AccountBalance;
import dev.warren.costledger.budgets.model.AccountKey;
import dev.warren.costledger.budgets.model.BudgetAccount;
import dev.warren.costledger.budgets.model.BudgetSnapshot;
import dev.warren.database.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Re-evaluates accounts when nothing was booked: because time has passed, or their budget was changed. Thread-safe. */
@ApplicationScoped
public class AccountReevaluator {

    private static final int AT_A_TIME = 1_000;

    private static final String NOT_OK = """
            select * from budget_account where (state <> 'ok' or refused is not null) and id > ? order by id limit ?
            """;

    private static final String OF_BUDGET =
            "select * from budget_account where budget_id = ? and id > ? order by id limit ?";

    private static final String MARK = "update budget set judged_to = 0 where id = ?";

    private static final String MARKED = """
            select id, judged_to from budget where judged_to is not null order by id limit 1
            for no key update skip locked
            """;

    private static final String GET_ON = "update budget set judged_to = ?::bigint where id = ?";

    private static final String ENDED = "select distinct budget_id, key from budget_increase where until <= ?";
    private static final String END = "delete from budget_increase where until <= ?";

    private final BudgetSnapshots budgetSnapshots;
    private final AccountStatusUpdater accountStatusUpdater;
    private final Clock clock;

    public AccountReevaluator(BudgetSnapshots budgetSnapshots, AccountStatusUpdater accountStatusUpdater, Clock clock) {
        this.budgetSnapshots = budgetSnapshots;
        this.accountStatusUpdater = accountStatusUpdater;
        this.clock = clock;
    }

    /**
     * Judges some of the accounts that are not at their best, in the order of their ids.
     *
     * @return the last one's id; -1 where there are no more
     */
    public long review(Connection connection, long after) throws SQLException {
        BudgetSnapshot rules = budgetSnapshots.join(connection);
        List<BudgetAccount> some =
                Jdbc.list(connection, NOT_OK, row -> AccountTable.account(row, rules), after, AT_A_TIME);
        List<BudgetAccount> known = some.stream().filter(Objects::nonNull).toList();
        List<Long> news = AccountTable.funds(connection, rules, known, clock.instant()).values().stream()
                .filter(AccountBalance::isNews)
                .map(funds -> funds.account().id())
                .toList();
        judge(connection, rules, List.of(), news);
        return some.size() < AT_A_TIME ? -1 : some.getLast().id();
    }

    /** Forgets increases that have ended, and judges their accounts, or has them judged where they are many. */
    public int endIncreases(Connection connection) throws SQLException {
        Instant now = clock.instant();
        if (ended(connection, now).isEmpty()) {
            return 0;
        }
        budgetSnapshots.change(connection);
        List<AccountKey> ended = ended(connection, now);
        Jdbc.update(connection, END, now);
        List<AccountKey> one = ended.stream().filter(key -> key.key() != null).toList();
        if (one.size() == ended.size() && one.size() <= AT_A_TIME) {
            some(connection, budgetSnapshots.read(connection), one);
        } else {
            for (long budget :
                    ended.stream().map(AccountKey::budgetId).distinct().toList()) {
                allLater(connection, budget);
            }
        }
        return ended.size();
    }

    /** Has all accounts of a budget judged, some at a time, while others count; only for who changes it. */
    public void allLater(Connection connection, long budget) throws SQLException {
        Jdbc.update(connection, MARK, budget);
    }

    /**
     * Judges some of the accounts whose budget was changed, in the order of their ids.
     *
     * @return whether there may be more
     */
    public boolean judgeChanged(Connection connection) throws SQLException {
        BudgetSnapshot rules = budgetSnapshots.join(connection);
        Optional<Mark> mark = Jdbc.list(connection, MARKED, Mark::of).stream().findFirst();
        if (mark.isEmpty()) {
            return false;
        }
        List<Long> ids = of(connection, mark.get().budget(), mark.get().judgedTo());
        judge(connection, rules, List.of(), ids);
        Long last = ids.size() < AT_A_TIME ? null : ids.getLast();
        Jdbc.update(connection, GET_ON, last, mark.get().budget());
        return true;
    }

    /** Judges these accounts; those that do not exist yet do then. */
    public void some(Connection connection, BudgetSnapshot rules, List<AccountKey> keys) throws SQLException {
        judge(connection, rules, keys, List.of());
    }

    private void judge(Connection connection, BudgetSnapshot rules, List<AccountKey> keys, List<Long> ids)
            throws SQLException {
        Collection<BudgetAccount> accounts =
                AccountTable.lock(connection, rules, keys, ids).values();
        accountStatusUpdater.of(
                connection,
                AccountTable.funds(connection, rules, accounts, clock.instant()).values());
    }

    private static List<Long> of(Connection connection, long budget, long after) throws SQLException {
        return Jdbc.list(connection, OF_BUDGET, row -> row.getLong("id"), budget, after, AT_A_TIME);
    }

    private static List<AccountKey> ended(Connection connection, Instant now) throws SQLException {
        return Jdbc.list(connection, ENDED, row -> new AccountKey(row.getLong("budget_id"), row.getString("key")), now);
    }

    /** How far the accounts of a budget are judged. */
    private record Mark(long budget, long judgedTo) {

        static Mark of(ResultSet row) throws SQLException {
            return new Mark(row.getLong("id"), row.getLong("judged_to"));
        }
    }
}
