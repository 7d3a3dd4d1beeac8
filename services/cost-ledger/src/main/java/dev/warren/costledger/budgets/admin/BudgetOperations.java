package dev.warren.costledger.budgets.admin;

import dev.warren.costledger.budgets.model.AccountKey;
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
import dev.warren.costledger.budgets.model.LimitIncrease;
import dev.warren.costledger.budgets.model.StoredBudget;
import dev.warren.costledger.budgets.store.AccountHistory;
import dev.warren.costledger.budgets.store.AccountReevaluator;
import dev.warren.costledger.budgets.store.AccountTable;
import dev.warren.costledger.budgets.store.BudgetAuditLog;
import dev.warren.costledger.budgets.store.BudgetSnapshots;
import dev.warren.costledger.budgets.store.BudgetTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What {@link Budgets} says, within a transaction of the caller. Thread-safe. */
@ApplicationScoped
public class BudgetOperations {

    private final BudgetSnapshots budgetSnapshots;
    private final AccountHistory accountHistory;
    private final AccountReevaluator accountReevaluator;
    private final BudgetAuditLog budgetAuditLog;
    private final Clock clock;

    public BudgetOperations(
            BudgetSnapshots budgetSnapshots,
            AccountHistory accountHistory,
            AccountReevaluator accountReevaluator,
            BudgetAuditLog budgetAuditLog,
            Clock clock) {
        this.budgetSnapshots = budgetSnapshots;
        this.accountHistory = accountHistory;
        this.accountReevaluator = accountReevaluator;
        this.budgetAuditLog = budgetAuditLog;
        this.clock = clock;
    }

    public Budget create(Connection connection, Budget definition, ChangeAuthor changeAuthor) throws SQLException {
        budgetSnapshots.change(connection);
        Optional<StoredBudget> there = BudgetTable.find(connection, definition.name());
        if (there.isPresent() && isDone(connection, changeAuthor)) {
            return there.get().budget();
        }
        if (there.isPresent()) {
            throw new BudgetRefusedException(Reason.EXISTS, "Budget %s already exists.".formatted(definition.name()));
        }
        StoredBudget created = BudgetTable.add(connection, definition);
        fill(connection, created.id());
        budgetAuditLog.add(
                connection,
                BudgetAuditLog.CREATED,
                created.budget(),
                changeAuthor,
                BudgetTable.words(created.budget()));
        return created.budget();
    }

    public Budget replace(Connection connection, Budget definition, long expectedVersion, ChangeAuthor changeAuthor)
            throws SQLException {
        budgetSnapshots.change(connection);
        StoredBudget before = BudgetTable.get(connection, definition.name());
        if (isDone(connection, changeAuthor)) {
            return before.budget();
        }
        expect(before, expectedVersion);
        if (before.budget().says(definition)) {
            return before.budget();
        }
        StoredBudget after = BudgetTable.replace(connection, before, definition);
        recount(connection, before, after);
        String changes = BudgetTable.changes(before.budget(), after.budget());
        budgetAuditLog.add(connection, BudgetAuditLog.REPLACED, after.budget(), changeAuthor, changes);
        return after.budget();
    }

    void delete(Connection connection, String name, long expectedVersion, ChangeAuthor changeAuthor)
            throws SQLException {
        budgetSnapshots.change(connection);
        if (isDone(connection, changeAuthor)) {
            return;
        }
        StoredBudget before = BudgetTable.get(connection, name);
        expect(before, expectedVersion);
        BudgetTable.delete(connection, before);
        budgetAuditLog.add(
                connection, BudgetAuditLog.DELETED, before.budget(), changeAuthor, BudgetTable.words(before.budget()));
    }

    public AuditEntry increase(
            Connection connection,
            String name,
            BudgetScope account,
            BigDecimal amount,
            Instant until,
            ChangeAuthor changeAuthor)
            throws SQLException {
        budgetSnapshots.change(connection);
        List<AuditEntry> earlier = budgetAuditLog.earlier(connection, changeAuthor);
        if (!earlier.isEmpty()) {
            return earlier.getFirst();
        }
        StoredBudget storedBudget = BudgetTable.get(connection, name);
        Instant end = until == null ? storedBudget.budget().period().end(clock.instant()) : until;
        raise(connection, storedBudget, account, amount, end);
        return budgetAuditLog.add(
                connection, BudgetAuditLog.INCREASED, storedBudget.budget(), account, amount, end, changeAuthor, "");
    }

    public AuditEntry reset(Connection connection, String name, BudgetScope account, ChangeAuthor changeAuthor)
            throws SQLException {
        BudgetSnapshot rules = budgetSnapshots.change(connection);
        List<AuditEntry> earlier = budgetAuditLog.earlier(connection, changeAuthor);
        if (!earlier.isEmpty()) {
            return earlier.getFirst();
        }
        StoredBudget storedBudget = BudgetTable.get(connection, name);
        AccountKey key = keyOrAll(storedBudget, account);
        Long id = key == null ? null : account(connection, rules, key).id();
        String before = BudgetTable.reset(connection, storedBudget, id, clock.instant());
        review(connection, storedBudget, key);
        return budgetAuditLog.add(
                connection, BudgetAuditLog.RESET, storedBudget.budget(), account, null, null, changeAuthor, before);
    }

    public List<AuditEntry> transfer(
            Connection connection,
            String from,
            BudgetScope fromAccount,
            String to,
            BudgetScope toAccount,
            BigDecimal amount,
            ChangeAuthor changeAuthor)
            throws SQLException {
        BudgetSnapshot rules = budgetSnapshots.change(connection);
        List<AuditEntry> earlier = budgetAuditLog.earlier(connection, changeAuthor);
        if (!earlier.isEmpty()) {
            return earlier;
        }
        AccountRef giving = AccountRef.of(BudgetTable.get(connection, from), fromAccount);
        AccountRef taking = AccountRef.of(BudgetTable.get(connection, to), toAccount);
        refuseMismatch(giving, taking);
        refuseTooMuch(connection, rules, giving, amount);
        Instant now = clock.instant();
        Instant missingUntil = giving.budget().period().missingUntil(now);
        Instant spendableUntil = taking.budget().period().spendableUntil(now);
        return List.of(
                move(connection, giving, amount.negate(), missingUntil, changeAuthor, "to " + to),
                move(connection, taking, amount, spendableUntil, changeAuthor, "from " + from));
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

    private void refuseTooMuch(Connection connection, BudgetSnapshot rules, AccountRef giving, BigDecimal amount)
            throws SQLException {
        List<BudgetAccount> account = List.of(account(connection, rules, giving.key()));
        AccountStatus accountStatus = AccountTable.standings(connection, rules, account, clock.instant())
                .getFirst();
        if (accountStatus.left().compareTo(amount) < 0) {
            String left = accountStatus.left().max(BigDecimal.ZERO).toPlainString();
            throw new BudgetRefusedException(
                    Reason.NOT_ENOUGH,
                    "Budget %s has only %s %s left."
                            .formatted(
                                    giving.budget().name(),
                                    left,
                                    giving.budget().currency()));
        }
    }

    private static void refuseMismatch(AccountRef giving, AccountRef taking) {
        if (!giving.budget().currency().equals(taking.budget().currency())) {
            throw new BudgetRefusedException(Reason.MISMATCH, "The budgets have different currencies.");
        }
        if (giving.key().equals(taking.key())) {
            throw new BudgetRefusedException(Reason.MISMATCH, "Both are the same account.");
        }
    }

    private void raise(
            Connection connection, StoredBudget storedBudget, BudgetScope account, BigDecimal amount, Instant until)
            throws SQLException {
        AccountKey key = keyOrAll(storedBudget, account);
        BudgetTable.raise(
                connection, new LimitIncrease(storedBudget.id(), key == null ? null : key.key(), amount, until));
        review(connection, storedBudget, key);
    }

    private boolean isDone(Connection connection, ChangeAuthor changeAuthor) throws SQLException {
        return !budgetAuditLog.earlier(connection, changeAuthor).isEmpty();
    }

    private static void expect(StoredBudget found, long version) {
        if (found.budget().version() != version) {
            throw new BudgetRefusedException(
                    Reason.OUTDATED,
                    "Budget %s is at version %d, not %d."
                            .formatted(found.budget().name(), found.budget().version(), version));
        }
    }

    /** Null for all accounts. */
    private static AccountKey keyOrAll(StoredBudget storedBudget, BudgetScope account) {
        return account == null ? null : AccountRef.of(storedBudget, account).key();
    }
}
