package dev.warren.costledger.budgets;

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

/** Judges accounts anew when nothing was booked: because time has passed, or their budget was changed. Thread-safe. */
@ApplicationScoped
class Reviewer {

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

    private final Definitions definitions;
    private final Review review;
    private final Clock clock;

    Reviewer(Definitions definitions, Review review, Clock clock) {
        this.definitions = definitions;
        this.review = review;
        this.clock = clock;
    }

    /**
     * Judges some of the accounts that are not at their best, in the order of their ids.
     *
     * @return the last one's id; -1 where there are no more
     */
    long review(Connection connection, long after) throws SQLException {
        Rules rules = definitions.join(connection);
        List<Account> some = Sql.list(connection, NOT_OK, row -> Accounts.account(row, rules), after, AT_A_TIME);
        List<Account> known = some.stream().filter(Objects::nonNull).toList();
        List<Long> news = Accounts.funds(connection, rules, known, clock.instant()).values().stream()
                .filter(Funds::isNews)
                .map(funds -> funds.account().id())
                .toList();
        judge(connection, rules, List.of(), news);
        return some.size() < AT_A_TIME ? -1 : some.getLast().id();
    }

    /** Forgets increases that have ended, and judges their accounts, or has them judged where they are many. */
    int endIncreases(Connection connection) throws SQLException {
        Instant now = clock.instant();
        if (ended(connection, now).isEmpty()) {
            return 0;
        }
        definitions.change(connection);
        List<AccountKey> ended = ended(connection, now);
        Sql.update(connection, END, now);
        List<AccountKey> one = ended.stream().filter(key -> key.key() != null).toList();
        if (one.size() == ended.size() && one.size() <= AT_A_TIME) {
            some(connection, definitions.read(connection), one);
        } else {
            for (long budget :
                    ended.stream().map(AccountKey::budgetId).distinct().toList()) {
                allLater(connection, budget);
            }
        }
        return ended.size();
    }

    /** Has all accounts of a budget judged, some at a time, while others count; only for who changes it. */
    void allLater(Connection connection, long budget) throws SQLException {
        Sql.update(connection, MARK, budget);
    }

    /**
     * Judges some of the accounts whose budget was changed, in the order of their ids.
     *
     * @return whether there may be more
     */
    boolean judgeChanged(Connection connection) throws SQLException {
        Rules rules = definitions.join(connection);
        Optional<Mark> mark = Sql.list(connection, MARKED, Mark::of).stream().findFirst();
        if (mark.isEmpty()) {
            return false;
        }
        List<Long> ids = of(connection, mark.get().budget(), mark.get().judgedTo());
        judge(connection, rules, List.of(), ids);
        Long last = ids.size() < AT_A_TIME ? null : ids.getLast();
        Sql.update(connection, GET_ON, last, mark.get().budget());
        return true;
    }

    /** Judges these accounts; those that do not exist yet do then. */
    void some(Connection connection, Rules rules, List<AccountKey> keys) throws SQLException {
        judge(connection, rules, keys, List.of());
    }

    private void judge(Connection connection, Rules rules, List<AccountKey> keys, List<Long> ids) throws SQLException {
        Collection<Account> accounts =
                Accounts.lock(connection, rules, keys, ids).values();
        review.of(
                connection,
                Accounts.funds(connection, rules, accounts, clock.instant()).values());
    }

    private static List<Long> of(Connection connection, long budget, long after) throws SQLException {
        return Sql.list(connection, OF_BUDGET, row -> row.getLong("id"), budget, after, AT_A_TIME);
    }

    private static List<AccountKey> ended(Connection connection, Instant now) throws SQLException {
        return Sql.list(connection, ENDED, row -> new AccountKey(row.getLong("budget_id"), row.getString("key")), now);
    }

    /** How far the accounts of a budget are judged. */
    private record Mark(long budget, long judgedTo) {

        static Mark of(ResultSet row) throws SQLException {
            return new Mark(row.getLong("id"), row.getLong("judged_to"));
        }
    }
}
