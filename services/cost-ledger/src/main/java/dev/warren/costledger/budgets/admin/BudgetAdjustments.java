package dev.warren.costledger.budgets.admin;

import dev.warren.costledger.budgets.model.AccountKey;
import dev.warren.costledger.budgets.model.AccountRef;
import dev.warren.costledger.budgets.model.AuditEntry;
import dev.warren.costledger.budgets.model.BudgetAccount;
import dev.warren.costledger.budgets.model.BudgetRefusedException;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.BudgetSnapshot;
import dev.warren.costledger.budgets.model.ChangeAuthor;
import dev.warren.costledger.budgets.model.LimitIncrease;
import dev.warren.costledger.budgets.model.StoredBudget;
import dev.warren.costledger.budgets.store.AccountReevaluator;
import dev.warren.costledger.budgets.store.AccountTable;
import dev.warren.costledger.budgets.store.BudgetAuditLog;
import dev.warren.costledger.budgets.store.BudgetSnapshots;
import dev.warren.costledger.budgets.store.BudgetTable;
import dev.warren.database.ServiceDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * What changes how much may be spent, for a time: increases, resets, transfers. Each is one transaction, audited, done
 * once per request, and refused as a whole with {@link BudgetRefusedException}. Thread-safe.
 */
@ApplicationScoped
public class BudgetAdjustments {

    private final ServiceDatabase database;
    private final BudgetSnapshots budgetSnapshots;
    private final AccountReevaluator accountReevaluator;
    private final BudgetAuditLog budgetAuditLog;
    private final Clock clock;

    public BudgetAdjustments(
            ServiceDatabase database,
            BudgetSnapshots budgetSnapshots,
            AccountReevaluator accountReevaluator,
            BudgetAuditLog budgetAuditLog,
            Clock clock) {
        this.database = database;
        this.budgetSnapshots = budgetSnapshots;
        this.accountReevaluator = accountReevaluator;
        this.budgetAuditLog = budgetAuditLog;
        this.clock = clock;
    }

    /**
     * Raises the limit for a time.
     *
     * @param account for whom; null for all accounts
     * @param amount more than 0
     * @param until null for the end of the period, or, where it does not end, for ever
     */
    public AuditEntry increase(
            String name, BudgetScope account, BigDecimal amount, Instant until, ChangeAuthor changeAuthor) {
        return one(changeAuthor, (connection, rules) -> {
            StoredBudget storedBudget = BudgetTable.get(connection, name);
            Instant end = until == null ? storedBudget.budget().period().end(clock.instant()) : until;
            raise(connection, storedBudget, account, amount, end);
            return budgetAuditLog.add(
                    connection,
                    BudgetAuditLog.INCREASED,
                    storedBudget.budget(),
                    account,
                    amount,
                    end,
                    changeAuthor,
                    "");
        });
    }

    /**
     * Counts from 0 again, for the rest of the period. What is reserved stays reserved; what is corrected later of
     * calls that were booked before is not counted.
     *
     * @param account for whom; null for all accounts
     */
    public AuditEntry reset(String name, BudgetScope account, ChangeAuthor changeAuthor) {
        return one(changeAuthor, (connection, rules) -> {
            StoredBudget storedBudget = BudgetTable.get(connection, name);
            AccountKey key = keyOrAll(storedBudget, account);
            Long id = key == null ? null : account(connection, rules, key).id();
            String before = BudgetTable.reset(connection, storedBudget, id, clock.instant());
            review(connection, storedBudget, key);
            return budgetAuditLog.add(
                    connection, BudgetAuditLog.RESET, storedBudget.budget(), account, null, null, changeAuthor, before);
        });
    }

    /**
     * Moves a part of what is left from one account to another, once: the one has less until its current period ends,
     * and the other more until its own does; where a period does not end, for ever.
     *
     * @param fromAccount null where the budget has only one
     * @param toAccount null where the budget has only one
     * @param amount more than 0
     * @return what was done to the giving and to the taking budget
     */
    public List<AuditEntry> transfer(
            String from,
            BudgetScope fromAccount,
            String to,
            BudgetScope toAccount,
            BigDecimal amount,
            ChangeAuthor changeAuthor) {
        return once(changeAuthor, (connection, rules) -> {
            AccountRef giving = AccountRef.of(BudgetTable.get(connection, from), fromAccount);
            AccountRef taking = AccountRef.of(BudgetTable.get(connection, to), toAccount);
            TransferRules.refuseMismatch(giving, taking);
            TransferRules.refuseTooMuch(giving, left(connection, rules, giving.key()), amount);
            Instant now = clock.instant();
            Instant missingUntil = giving.budget().period().missingUntil(now);
            Instant spendableUntil = taking.budget().period().spendableUntil(now);
            return List.of(
                    move(connection, giving, amount.negate(), missingUntil, changeAuthor, "to " + to),
                    move(connection, taking, amount, spendableUntil, changeAuthor, "from " + from));
        });
    }

    private AuditEntry one(ChangeAuthor changeAuthor, Adjustment<AuditEntry> adjustment) {
        return once(changeAuthor, (connection, rules) -> List.of(adjustment.on(connection, rules)))
                .getFirst();
    }

    private List<AuditEntry> once(ChangeAuthor changeAuthor, Adjustment<List<AuditEntry>> adjustment) {
        return database.transact(connection -> {
            BudgetSnapshot rules = budgetSnapshots.change(connection);
            List<AuditEntry> earlier = budgetAuditLog.earlier(connection, changeAuthor);
            return earlier.isEmpty() ? adjustment.on(connection, rules) : earlier;
        });
    }

    /** On each side for its own current period: so the amount is there once, however long the other's is. */
    private AuditEntry move(
            Connection connection,
            AccountRef accountRef,
            BigDecimal amount,
            Instant until,
            ChangeAuthor changeAuthor,
            String detail)
            throws SQLException {
        raise(connection, accountRef.defined(), accountRef.account(), amount, until);
        return budgetAuditLog.add(
                connection,
                BudgetAuditLog.TRANSFERRED,
                accountRef.budget(),
                accountRef.account(),
                amount,
                until,
                changeAuthor,
                detail);
    }

    private void raise(
            Connection connection, StoredBudget storedBudget, BudgetScope account, BigDecimal amount, Instant until)
            throws SQLException {
        AccountKey key = keyOrAll(storedBudget, account);
        BudgetTable.raise(
                connection, new LimitIncrease(storedBudget.id(), key == null ? null : key.key(), amount, until));
        review(connection, storedBudget, key);
    }

    /** Judges an account, or has all of them judged where it is null. */
    private void review(Connection connection, StoredBudget storedBudget, AccountKey key) throws SQLException {
        if (key == null) {
            accountReevaluator.allLater(connection, storedBudget.id());
        } else {
            accountReevaluator.some(connection, budgetSnapshots.read(connection), List.of(key));
        }
    }

    private static BudgetAccount account(Connection connection, BudgetSnapshot rules, AccountKey key)
            throws SQLException {
        return AccountTable.lock(connection, rules, List.of(key), List.of()).get(key);
    }

    private BigDecimal left(Connection connection, BudgetSnapshot rules, AccountKey key) throws SQLException {
        List<BudgetAccount> account = List.of(account(connection, rules, key));
        return AccountTable.standings(connection, rules, account, clock.instant())
                .getFirst()
                .left();
    }

    /** Null for all accounts. */
    private static AccountKey keyOrAll(StoredBudget storedBudget, BudgetScope account) {
        return account == null ? null : AccountRef.of(storedBudget, account).key();
    }

    private interface Adjustment<T> {
        T on(Connection connection, BudgetSnapshot rules) throws SQLException;
    }
}
