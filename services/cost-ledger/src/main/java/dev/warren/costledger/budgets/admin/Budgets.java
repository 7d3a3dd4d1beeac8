package dev.warren.costledger.budgets.admin;

import dev.warren.costledger.budgets.model.AccountRef;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.model.AuditEntry;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetAccount;
import dev.warren.costledger.budgets.model.BudgetRefusedException;
import dev.warren.costledger.budgets.model.BudgetRefusedException.Reason;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.BudgetSnapshot;
import dev.warren.costledger.budgets.model.ChangeAuthor;
import dev.warren.costledger.budgets.model.StoredBudget;
import dev.warren.costledger.budgets.store.AccountHistory;
import dev.warren.costledger.budgets.store.AccountReevaluator;
import dev.warren.costledger.budgets.store.AccountTable;
import dev.warren.costledger.budgets.store.BudgetAuditLog;
import dev.warren.costledger.budgets.store.BudgetSnapshots;
import dev.warren.costledger.budgets.store.BudgetTable;
import dev.warren.database.ServiceDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The budgets. Everything that changes something is one transaction, audited, and refused as a whole with
 * {@link BudgetRefusedException}. Definitions are expected to be valid. Thread-safe.
 */
@ApplicationScoped
public class Budgets {

    private final ServiceDatabase database;
    private final BudgetSnapshots budgetSnapshots;
    private final AccountHistory accountHistory;
    private final AccountReevaluator accountReevaluator;
    private final BudgetAuditLog budgetAuditLog;
    private final Clock clock;

    public Budgets(
            ServiceDatabase database,
            BudgetSnapshots budgetSnapshots,
            AccountHistory accountHistory,
            AccountReevaluator accountReevaluator,
            BudgetAuditLog budgetAuditLog,
            Clock clock) {
        this.database = database;
        this.budgetSnapshots = budgetSnapshots;
        this.accountHistory = accountHistory;
        this.accountReevaluator = accountReevaluator;
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
        return database.transact(connection -> {
            budgetSnapshots.change(connection);
            Optional<StoredBudget> there = BudgetTable.find(connection, definition.name());
            if (there.isPresent() && budgetAuditLog.has(connection, changeAuthor)) {
                return there.get().budget();
            }
            if (there.isPresent()) {
                throw new BudgetRefusedException(
                        Reason.EXISTS, "Budget %s already exists.".formatted(definition.name()));
            }
            StoredBudget created = BudgetTable.add(connection, definition);
            fill(connection, created.id());
            String words = BudgetTable.words(created.budget());
            return audited(connection, BudgetAuditLog.CREATED, created, changeAuthor, words);
        });
    }

    /**
     * Replaces a definition, if it is still of the given version. With another scope, period or currency, the accounts
     * are rebuilt from the booked calls; resets and increases are forgotten. The same definition again is no change.
     */
    public Budget replace(Budget definition, long expectedVersion, ChangeAuthor changeAuthor) {
        return database.transact(connection -> {
            budgetSnapshots.change(connection);
            StoredBudget before = BudgetTable.get(connection, definition.name());
            if (budgetAuditLog.has(connection, changeAuthor)) {
                return before.budget();
            }
            before.expect(expectedVersion);
            if (before.budget().says(definition)) {
                return before.budget();
            }
            StoredBudget after = BudgetTable.replace(connection, before, definition);
            recount(connection, before, after);
            String changes = BudgetTable.changes(before.budget(), after.budget());
            return audited(connection, BudgetAuditLog.REPLACED, after, changeAuthor, changes);
        });
    }

    /** Deletes one with its accounts, if it is still of the given version. The audit stays. */
    public void delete(String name, long expectedVersion, ChangeAuthor changeAuthor) {
        database.transact(connection -> {
            budgetSnapshots.change(connection);
            if (budgetAuditLog.has(connection, changeAuthor)) {
                return null;
            }
            StoredBudget before = BudgetTable.get(connection, name);
            before.expect(expectedVersion);
            BudgetTable.delete(connection, before);
            String words = BudgetTable.words(before.budget());
            return audited(connection, BudgetAuditLog.DELETED, before, changeAuthor, words);
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

    /** What was done to budgets of that name, the latest first; also to one that was deleted. */
    public List<AuditEntry> audit(String name, int limit, int offset) {
        return database.transact(connection -> budgetAuditLog.of(connection, name, limit, offset));
    }

    /** How many entries {@link #budgetAuditLog} has. */
    public long countAudit(String name) {
        return database.transact(connection -> budgetAuditLog.count(connection, name));
    }

    private Budget audited(
            Connection connection, String change, StoredBudget changed, ChangeAuthor changeAuthor, String detail)
            throws SQLException {
        budgetAuditLog.add(connection, change, changed.budget(), changeAuthor, detail);
        return changed.budget();
    }

    private void recount(Connection connection, StoredBudget before, StoredBudget after) throws SQLException {
        if (!before.budget().countsAs(after.budget())) {
            BudgetTable.forget(connection, after);
            fill(connection, after.id());
            return;
        }
        if (after.budget().isHard() && !before.budget().isHard()) {
            BudgetSnapshot rules = budgetSnapshots.read(connection);
            accountHistory.addHolds(connection, rules, rules.get(after.id()));
        }
        accountReevaluator.allLater(connection, after.id());
    }

    private void fill(Connection connection, long id) throws SQLException {
        BudgetSnapshot rules = budgetSnapshots.read(connection);
        accountHistory.fill(connection, rules, rules.get(id));
        accountReevaluator.allLater(connection, id);
    }
}
