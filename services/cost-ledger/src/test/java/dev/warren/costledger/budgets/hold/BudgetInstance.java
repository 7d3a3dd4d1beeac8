package dev.warren.costledger.budgets.hold;

import dev.warren.contracts.v1.HoldDecided;
import dev.warren.costledger.budgets.admin.BudgetAdjustments;
import dev.warren.costledger.budgets.admin.Budgets;
import dev.warren.costledger.budgets.job.BudgetCleanup;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.model.AuditEntry;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetAccount;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetRefusedException;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.BudgetSnapshot;
import dev.warren.costledger.budgets.model.ChangeAuthor;
import dev.warren.costledger.budgets.model.PricedHoldRequest;
import dev.warren.costledger.budgets.store.AccountHistory;
import dev.warren.costledger.budgets.store.AccountReevaluator;
import dev.warren.costledger.budgets.store.AccountStatusUpdater;
import dev.warren.costledger.budgets.store.AccountTable;
import dev.warren.costledger.budgets.store.BudgetAuditLog;
import dev.warren.costledger.budgets.store.BudgetSnapshots;
import dev.warren.costledger.budgets.store.BudgetTable;
import dev.warren.costledger.outbox.Outbox;
import dev.warren.database.Jdbc;
import dev.warren.database.ServiceDatabase;
import dev.warren.database.ShutdownSignal;
import dev.warren.testing.Database;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** One instance of the ledger's budgets on a real database, without the rest of the service. Used by one thread. */
final class BudgetInstance implements AutoCloseable {

    static final ChangeAuthor BY_TEST = new ChangeAuthor("test", "to see", null);

    private static final String USD = "USD";
    private static final String NOW = "select statement_timestamp() now";
    static final Duration LIFE = Duration.ofMinutes(10);
    static final Duration KEPT = Duration.ofDays(90);

    private final Connection connection;
    private final Clock clock;
    private final HoldService holdService;
    private final SettlementStep settlementStep;
    private final AccountReevaluator accountReevaluator;
    private final Budgets budgets;
    private final BudgetAdjustments budgetAdjustments;
    private final BudgetCleanup budgetCleanup;
    private final BudgetSnapshots budgetSnapshots = new BudgetSnapshots();
    private int judged;
    private boolean crashing;

    BudgetInstance(Database database, Clock clock) {
        this.connection = open(database);
        this.clock = clock;
        AccountStatusUpdater accountStatusUpdater =
                new AccountStatusUpdater(new Outbox(), List.of((same, changed) -> judged += changed.size()), clock);
        this.holdService = new HoldService(budgetSnapshots, accountStatusUpdater, List.of(), clock);
        this.settlementStep = new SettlementStep(budgetSnapshots, accountStatusUpdater, List.of(), clock);
        this.accountReevaluator = new AccountReevaluator(budgetSnapshots, accountStatusUpdater, clock);
        ServiceDatabase own = new ServiceDatabase(always(connection), new ShutdownSignal());
        BudgetAuditLog budgetAuditLog = new BudgetAuditLog(clock);
        this.budgets =
                new Budgets(own, budgetSnapshots, new AccountHistory(clock), accountReevaluator, budgetAuditLog, clock);
        this.budgetAdjustments = new BudgetAdjustments(own, budgetSnapshots, accountReevaluator, budgetAuditLog, clock);
        this.budgetCleanup = new BudgetCleanup(budgetSnapshots, new ServedModels(clock), () -> KEPT, clock);
    }

    /** How many accounts were judged since this was asked last. */
    int judged() {
        int count = judged;
        judged = 0;
        return count;
    }

    /** Deletes accounts that nobody uses; returns how many. */
    int clearAccounts() {
        return commit(() -> budgetCleanup.clearAccounts(connection));
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

    List<HoldDecided> ask(List<PricedHoldRequest> requests) {
        return commit(() -> holdService.decide(connection, requests));
    }

    HoldDecided ask(String call, BudgetScope scope, BigDecimal bound) {
        return ask(List.of(request(call, scope, bound))).getFirst();
    }

    /** The same, with something that is done before the commit. */
    HoldDecided ask(String call, BudgetScope scope, BigDecimal bound, Runnable meanwhile) {
        return commit(() -> {
                    List<HoldDecided> answers = holdService.decide(connection, List.of(request(call, scope, bound)));
                    meanwhile.run();
                    return answers;
                })
                .getFirst();
    }

    /** Whether any instance waits for a lock that another one has. */
    boolean somebodyWaits() {
        String sql =
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        return commit(() -> Jdbc.number(connection, sql)) > 0;
    }

    static PricedHoldRequest request(String call, BudgetScope scope, BigDecimal bound) {
        return new PricedHoldRequest(call, scope, bound, USD, LIFE);
    }

    /** Books a call; null where nobody knows what it costs. Returns when, by the clock of the database. */
    Instant book(String call, BudgetScope scope, BigDecimal amount) {
        return book(new BudgetPosting(
                call, scope, amount, amount == null ? null : USD, clock.instant(), true, false, null, null));
    }

    /** Says later what a call cost that was made at a moment, and booked at another one. */
    void resolve(String call, BudgetScope scope, BigDecimal amount, Instant at, Instant bookedAt) {
        book(new BudgetPosting(call, scope, amount, USD, at, false, true, bookedAt, null));
    }

    /** Says later how much more a call cost that was made at a moment, and booked at another one. */
    void correct(String call, BudgetScope scope, BigDecimal more, Instant at, Instant bookedAt) {
        book(new BudgetPosting(call, scope, more, USD, at, false, false, bookedAt, null));
    }

    private Instant book(BudgetPosting budgetPosting) {
        return commit(() -> {
            settlementStep.count(connection, budgetSnapshots.join(connection), List.of(budgetPosting));
            return Jdbc.list(connection, NOW, row -> Jdbc.instant(row, "now")).getFirst();
        });
    }

    /** By the clock of the database. */
    Instant now() {
        return commit(() ->
                Jdbc.list(connection, NOW, row -> Jdbc.instant(row, "now")).getFirst());
    }

    void release(String call) {
        commit(() -> holdService.release(connection, List.of(call)));
    }

    int expire() {
        return commit(() -> holdService.expire(connection));
    }

    /** What the upkeep does. */
    void review() {
        commit(() -> accountReevaluator.endIncreases(connection));
        while (judgeChanged()) {
            // the next ones
        }
        commit(() -> accountReevaluator.review(connection, 0));
    }

    /** Judges some accounts of changed budgets; false where there are none. */
    boolean judgeChanged() {
        return commit(() -> accountReevaluator.judgeChanged(connection));
    }

    Budget create(BudgetDefinitionBuilder budgetDefinitionBuilder) {
        return budgets.create(budgetDefinitionBuilder.budget(), BY_TEST);
    }

    Budget replace(BudgetDefinitionBuilder budgetDefinitionBuilder) {
        Budget budget = budgetDefinitionBuilder.budget();
        return budgets.replace(budget, budgets.find(budget.name()).orElseThrow().version(), BY_TEST);
    }

    void raise(String budget, BigDecimal amount) {
        raise(budget, null, amount);
    }

    void raise(String budget, BudgetScope account, BigDecimal amount) {
        budgetAdjustments.increase(budget, account, amount, BudgetPeriod.FOR_EVER, BY_TEST);
    }

    void reset(String budget) {
        reset(budget, null);
    }

    AuditEntry reset(String budget, BudgetScope account) {
        return budgetAdjustments.reset(budget, account, BY_TEST);
    }

    List<AuditEntry> transfer(
            String from, BudgetScope fromAccount, String to, BudgetScope toAccount, BigDecimal amount) {
        return budgetAdjustments.transfer(from, fromAccount, to, toAccount, amount, BY_TEST);
    }

    /** Runs a statement of its own. */
    int update(String sql, Object... parameters) {
        return commit(() -> Jdbc.update(connection, sql, parameters));
    }

    /** One number of its own. */
    long number(String sql, Object... parameters) {
        return commit(() -> Jdbc.number(connection, sql, parameters));
    }

    /** Does something while these holds are locked. */
    void locking(String one, String other, Runnable meanwhile) {
        commit(() -> {
            Jdbc.list(connection, "select * from hold where call_id in (?, ?) for update", row -> row, one, other);
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

    List<AccountStatus> standings(String budget) {
        return commit(() -> {
            BudgetSnapshot rules = budgetSnapshots.peek(connection);
            Instant now = clock.instant();
            List<BudgetAccount> accounts = BudgetTable.accounts(
                    connection, rules, BudgetTable.get(connection, budget), now, Integer.MAX_VALUE, 0);
            return AccountTable.standings(connection, rules, accounts, now);
        });
    }

    /** A sum over all buckets of a budget, whatever their period. */
    BigDecimal sum(String column, String budget) {
        String sql = """
                select coalesce(sum(%s), 0) from budget_bucket
                join budget_account on budget_account.id = account_id join budget on budget.id = budget_id
                where name = ?""".formatted(column);
        return commit(() ->
                Jdbc.list(connection, sql, row -> row.getBigDecimal(1), budget).getFirst());
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

    /** A pool of this connection alone, which stays open. */
    private static DataSource always(Connection connection) {
        Connection kept = proxy(Connection.class, (call, parameters) -> {
            Set<String> skipped = Set.of("close", "setAutoCommit");
            return skipped.contains(call.getName()) ? null : call.invoke(connection, parameters);
        });
        return proxy(DataSource.class, (call, parameters) -> kept);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (it, method, parameters) -> {
                    try {
                        return call.of(method, parameters);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
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

    private interface Call {
        Object of(Method method, Object[] parameters) throws ReflectiveOperationException;
    }

    private interface Statements<T> {
        T run() throws SQLException;
    }
}
