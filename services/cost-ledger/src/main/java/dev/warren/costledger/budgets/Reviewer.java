package dev.warren.costledger.budgets;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Judges accounts anew when nothing was booked: because time has passed, or their budget was changed. Thread-safe. */
@ApplicationScoped
class Reviewer {

    private static final int AT_A_TIME = 1_000;

    private static final String NOT_OK = """
            select * from budget_account where (state <> 'ok' or refused is not null) and id > ? order by id limit ?
            """;

    private static final String OF_BUDGET =
            "select * from budget_account where budget_id = ? and id > ? order by id limit ?";

    private static final String ENDED = "select distinct budget_id from budget_increase where until <= ?";
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
        judge(connection, rules, news);
        return some.size() < AT_A_TIME ? -1 : some.getLast().id();
    }

    /** Forgets increases that have ended, and judges the accounts of their budgets. */
    int endIncreases(Connection connection) throws SQLException {
        Instant now = clock.instant();
        if (ended(connection, now).isEmpty()) {
            return 0;
        }
        definitions.change(connection);
        List<Long> budgets = ended(connection, now);
        Sql.update(connection, END, now);
        Rules rules = definitions.read(connection);
        for (long budget : budgets) {
            all(connection, rules, budget);
        }
        return budgets.size();
    }

    /** Judges all accounts of a budget; only for who changes it. */
    void all(Connection connection, Rules rules, long budget) throws SQLException {
        List<Long> ids = of(connection, budget, 0);
        while (!ids.isEmpty()) {
            judge(connection, rules, ids);
            ids = of(connection, budget, ids.getLast());
        }
    }

    private void judge(Connection connection, Rules rules, List<Long> ids) throws SQLException {
        Collection<Account> accounts =
                Accounts.lock(connection, rules, List.of(), ids).values();
        review.of(
                connection,
                Accounts.funds(connection, rules, accounts, clock.instant()).values());
    }

    private static List<Long> of(Connection connection, long budget, long after) throws SQLException {
        return Sql.list(connection, OF_BUDGET, row -> row.getLong("id"), budget, after, AT_A_TIME);
    }

    private static List<Long> ended(Connection connection, Instant now) throws SQLException {
        return Sql.list(connection, ENDED, row -> row.getLong(1), now);
    }
}
