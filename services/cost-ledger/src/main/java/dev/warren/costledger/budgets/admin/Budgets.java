package dev.warren.costledger.budgets.admin;

import dev.warren.costledger.budgets.model.AccountRef;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.model.AuditEntry;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetAccount;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.BudgetSnapshot;
import dev.warren.costledger.budgets.model.ChangeAuthor;
import dev.warren.costledger.budgets.model.StoredBudget;
import dev.warren.costledger.budgets.store.AccountTable;
import dev.warren.costledger.budgets.store.BudgetAuditLog;
import dev.warren.costledger.budgets.store.BudgetSnapshots;
import dev.warren.costledger.budgets.store.BudgetTable;
import dev.warren.database.ServiceDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The budgets. Everything that changes something is one transaction, audited, and refused as a whole with
 * {@link dev.warren.costledger.budgets.model.BudgetRefusedException}. Definitions are expected to be valid.
 * Thread-safe.
 */
@ApplicationScoped
public class Budgets {

    private final ServiceDatabase database;
    private final BudgetSnapshots budgetSnapshots;
    private final BudgetOperations budgetOperations;
    private final BudgetAuditLog budgetAuditLog;
    private final Clock clock;

    Budgets(
            ServiceDatabase database,
            BudgetSnapshots budgetSnapshots,
            BudgetOperations budgetOperations,
            BudgetAuditLog budgetAuditLog,
            Clock clock) {
        this.database = database;
        this.budgetSnapshots = budgetSnapshots;
        this.budgetOperations = budgetOperations;
        this.budgetAuditLog = budgetAuditLog;
        this.clock = clock;
    }

    /** All of them, by name. */
    public List<Budget> list() {
        return database.transact(BudgetTable::all).stream()
                .map(StoredBudget::budget)
                .toList();
    }

    /** The one of that name. */
    public Optional<Budget> find(String name) {
        return database.transact(connection -> BudgetTable.find(connection, name))
                .map(StoredBudget::budget);
    }

    /** Defines a new one. What was booked in its current period before is counted; that may take a while. */
    public Budget create(Budget definition, ChangeAuthor changeAuthor) {
        return database.transact(connection -> budgetOperations.create(connection, definition, changeAuthor));
    }

    /**
     * Replaces a definition, if it is still of the given version. With another scope, period or currency, the accounts
     * are rebuilt from the booked calls; resets and increases are forgotten. The same definition again is no change.
     */
    public Budget replace(Budget definition, long expectedVersion, ChangeAuthor changeAuthor) {
        return database.transact(
                connection -> budgetOperations.replace(connection, definition, expectedVersion, changeAuthor));
    }

    /** Deletes one with its accounts, if it is still of the given version. The audit stays. */
    public void delete(String name, long expectedVersion, ChangeAuthor changeAuthor) {
        database.transact(connection -> {
            budgetOperations.delete(connection, name, expectedVersion, changeAuthor);
            return null;
        });
    }

    /**
     * How the accounts of a budget stand, those that most was spent on first. An account exists from its first call on.
     */
    public List<AccountStatus> accounts(String name, int limit, int offset) {
        return database.transact(connection -> {
            StoredBudget storedBudget = BudgetTable.get(connection, name);
            BudgetSnapshot rules = budgetSnapshots.peek(connection);
            Instant now = clock.instant();
            List<BudgetAccount> page = BudgetTable.accounts(connection, rules, storedBudget, now, limit, offset);
            return AccountTable.standings(connection, rules, page, now);
        });
    }

    /**
     * How one account of a budget stands; empty where nothing has happened on it yet.
     *
     * @param account null where the budget has only one
     */
    public Optional<AccountStatus> account(String name, BudgetScope account) {
        return database.transact(connection -> {
            AccountRef accountRef = AccountRef.of(BudgetTable.get(connection, name), account);
            BudgetSnapshot rules = budgetSnapshots.peek(connection);
            List<BudgetAccount> found = BudgetTable.account(connection, rules, accountRef.key());
            return AccountTable.standings(connection, rules, found, clock.instant()).stream()
                    .findFirst();
        });
    }

    /** How many accounts a budget has. */
    public long countAccounts(String name) {
        return database.transact(
                connection -> BudgetTable.countAccounts(connection, BudgetTable.get(connection, name)));
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
        return database.transact(
                connection -> budgetOperations.increase(connection, name, account, amount, until, changeAuthor));
    }

    /**
     * Counts from 0 again, for the rest of the period. What is reserved stays reserved; what is corrected later of
     * calls that were booked before is not counted.
     *
     * @param account for whom; null for all accounts
     */
    public AuditEntry reset(String name, BudgetScope account, ChangeAuthor changeAuthor) {
        return database.transact(connection -> budgetOperations.reset(connection, name, account, changeAuthor));
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
        return database.transact(connection ->
                budgetOperations.transfer(connection, from, fromAccount, to, toAccount, amount, changeAuthor));
    }

    /** What was done to budgets of that name, the latest first; also to one that was deleted. */
    public List<AuditEntry> audit(String name, int limit, int offset) {
        return database.transact(connection -> budgetAuditLog.of(connection, name, limit, offset));
    }

    /** How many entries {@link #budgetAuditLog} has. */
    public long countAudit(String name) {
        return database.transact(connection -> budgetAuditLog.count(connection, name));
    }
}
