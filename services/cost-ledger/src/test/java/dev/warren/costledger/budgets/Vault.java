package dev.warren.costledger.budgets;

import dev.warren.contracts.v1.HoldDecided;
import dev.warren.costledger.outbox.Outbox;
import dev.warren.testing.Database;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;

/** One instance of the ledger's budgets on a real database, without the rest of the service. Used by one thread. */
final class Vault implements AutoCloseable {

    static final Change BY_TEST = new Change("test", "to see", null);

    private static final String USD = "USD";
    private static final String NOW = "select statement_timestamp() now";
    static final Duration LIFE = Duration.ofMinutes(10);
    static final Duration KEPT = Duration.ofDays(90);

    private final Connection connection;
    private final Clock clock;
    private final Treasury treasury;
    private final Settlement settlement;
    private final Reviewer reviewer;
    private final Changes changes;
    private final Attic attic;
    private final Definitions definitions = new Definitions();
    private int judged;
    private boolean crashing;

    Vault(Database database, Clock clock) {
        this.connection = open(database);
        this.clock = clock;
        Review review = new Review(new Outbox(), List.of((same, changed) -> judged += changed.size()), clock);
        this.treasury = new Treasury(definitions, review, List.of(), clock);
        this.settlement = new Settlement(definitions, review, List.of(), clock);
        this.reviewer = new Reviewer(definitions, review, clock);
        this.changes = new Changes(definitions, new History(clock), reviewer, new Audit(clock), clock);
        this.attic = new Attic(definitions, new ServedModels(clock), () -> KEPT, clock);
    }

    /** How many accounts were judged since this was asked last. */
    int judged() {
        int count = judged;
        judged = 0;
        return count;
    }

    /** Deletes accounts that nobody uses; returns how many. */
    int clearAccounts() {
        return commit(() -> attic.clearAccounts(connection));
    }

    /** A database as the service finds it. */
    static Database migrated() {
        Database database = new Database();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return database;
    }

    List<HoldDecided> ask(List<Ask> asks) {
        return commit(() -> treasury.decide(connection, asks));
    }

    HoldDecided ask(String call, Scope scope, BigDecimal bound) {
        return ask(List.of(request(call, scope, bound))).getFirst();
    }

    /** The same, with something that is done before the commit. */
    HoldDecided ask(String call, Scope scope, BigDecimal bound, Runnable meanwhile) {
        return commit(() -> {
                    List<HoldDecided> answers = treasury.decide(connection, List.of(request(call, scope, bound)));
                    meanwhile.run();
                    return answers;
                })
                .getFirst();
    }

    /** Whether any instance waits for a lock that another one has. */
    boolean somebodyWaits() {
        String sql =
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        return commit(() -> Sql.number(connection, sql)) > 0;
    }

    static Ask request(String call, Scope scope, BigDecimal bound) {
        return new Ask(call, scope, bound, USD, LIFE);
    }

    /** Books a call; null where nobody knows what it costs. Returns when, by the clock of the database. */
    Instant book(String call, Scope scope, BigDecimal amount) {
        return book(
                new Booked(call, scope, amount, amount == null ? null : USD, clock.instant(), true, false, null, null));
    }

    /** Says later what a call cost that was made at a moment, and booked at another one. */
    void resolve(String call, Scope scope, BigDecimal amount, Instant at, Instant bookedAt) {
        book(new Booked(call, scope, amount, USD, at, false, true, bookedAt, null));
    }

    /** Says later how much more a call cost that was made at a moment, and booked at another one. */
    void correct(String call, Scope scope, BigDecimal more, Instant at, Instant bookedAt) {
        book(new Booked(call, scope, more, USD, at, false, false, bookedAt, null));
    }

    private Instant book(Booked booked) {
        return commit(() -> {
            settlement.count(connection, definitions.join(connection), List.of(booked));
            return Sql.list(connection, NOW, row -> Sql.instant(row, "now")).getFirst();
        });
    }

    /** By the clock of the database. */
    Instant now() {
        return commit(
                () -> Sql.list(connection, NOW, row -> Sql.instant(row, "now")).getFirst());
    }

    void release(String call) {
        commit(() -> treasury.release(connection, List.of(call)));
    }

    int expire() {
        return commit(() -> treasury.expire(connection));
    }

    /** What the upkeep does. */
    void review() {
        commit(() -> reviewer.endIncreases(connection));
        while (judgeChanged()) {
            // the next ones
        }
        commit(() -> reviewer.review(connection, 0));
    }

    /** Judges some accounts of changed budgets; false where there are none. */
    boolean judgeChanged() {
        return commit(() -> reviewer.judgeChanged(connection));
    }

    Budget create(Definition definition) {
        return commit(() -> changes.create(connection, definition.budget(), BY_TEST));
    }

    Budget replace(Definition definition) {
        return commit(() -> {
            Budget budget = definition.budget();
            long version = BudgetTable.get(connection, budget.name()).budget().version();
            return changes.replace(connection, budget, version, BY_TEST);
        });
    }

    void raise(String budget, BigDecimal amount) {
        raise(budget, null, amount);
    }

    void raise(String budget, Scope account, BigDecimal amount) {
        commit(() -> changes.increase(connection, budget, account, amount, Period.FOR_EVER, BY_TEST));
    }

    void reset(String budget) {
        reset(budget, null);
    }

    AuditEntry reset(String budget, Scope account) {
        return commit(() -> changes.reset(connection, budget, account, BY_TEST));
    }

    List<AuditEntry> transfer(String from, Scope fromAccount, String to, Scope toAccount, BigDecimal amount) {
        return commit(() -> changes.transfer(connection, from, fromAccount, to, toAccount, amount, BY_TEST));
    }

    /** Runs a statement of its own. */
    int update(String sql, Object... parameters) {
        return commit(() -> Sql.update(connection, sql, parameters));
    }

    /** One number of its own. */
    long number(String sql, Object... parameters) {
        return commit(() -> Sql.number(connection, sql, parameters));
    }

    /** Does something while these holds are locked. */
    void locking(String one, String other, Runnable meanwhile) {
        commit(() -> {
            Sql.list(connection, "select * from hold where call_id in (?, ?) for update", row -> row, one, other);
            meanwhile.run();
            return null;
        });
    }

    /** Does something and dies before the commit. */
    void crash(Runnable step) {
        crashing = true;
        step.run();
        crashing = false;
    }

    List<Standing> standings(String budget) {
        return commit(() -> {
            Rules rules = definitions.peek(connection);
            Instant now = clock.instant();
            List<Account> accounts = BudgetTable.accounts(
                    connection, rules, BudgetTable.get(connection, budget), now, Integer.MAX_VALUE, 0);
            return Accounts.standings(connection, rules, accounts, now);
        });
    }

    /** A sum over all buckets of a budget, whatever their period. */
    BigDecimal sum(String column, String budget) {
        String sql = """
                select coalesce(sum(%s), 0) from budget_bucket
                join budget_account on budget_account.id = account_id join budget on budget.id = budget_id
                where name = ?""".formatted(column);
        return commit(() ->
                Sql.list(connection, sql, row -> row.getBigDecimal(1), budget).getFirst());
    }

    private <T> T commit(Statements<T> statements) {
        try {
            T result = statements.run();
            if (crashing) {
                connection.rollback();
            } else {
                connection.commit();
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (BudgetRefusedException e) {
            rollBack();
            throw e;
        }
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection open(Database database) {
        try {
            Connection opened = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
            opened.setAutoCommit(false);
            return opened;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Statements<T> {
        T run() throws SQLException;
    }
}
