package dev.warren.costledger.budgets;

import dev.warren.messaging.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
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

    private final Database database;
    private final Definitions definitions;
    private final Changes changes;
    private final Audit audit;
    private final Clock clock;

    Budgets(Database database, Definitions definitions, Changes changes, Audit audit, Clock clock) {
        this.database = database;
        this.definitions = definitions;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    /** All of them, by name. */
    public List<Budget> list() {
        return database.transact(BudgetTable::all).stream().map(Defined::budget).toList();
    }

    /** The one of that name. */
    public Optional<Budget> find(String name) {
        return database.transact(connection -> BudgetTable.find(connection, name))
                .map(Defined::budget);
    }

    /** Defines a new one. What was booked in its current period before is counted; that may take a while. */
    public Budget create(Budget definition, Change change) {
        return database.transact(connection -> changes.create(connection, definition, change));
    }

    /**
     * Replaces a definition, if it is still of the given version. With another scope, period or currency, the accounts
     * are made anew from what was booked; resets and increases are forgotten. The same definition again is no change.
     */
    public Budget replace(Budget definition, long expectedVersion, Change change) {
        return database.transact(connection -> changes.replace(connection, definition, expectedVersion, change));
    }

    /** Deletes one with its accounts, if it is still of the given version. The audit stays. */
    public void delete(String name, long expectedVersion, Change change) {
        database.transact(connection -> {
            changes.delete(connection, name, expectedVersion, change);
            return null;
        });
    }

    /**
     * How the accounts of a budget stand, those that most was spent on first. An account exists from its first call on.
     */
    public List<Standing> accounts(String name, int limit, int offset) {
        return database.transact(connection -> {
            Defined defined = BudgetTable.get(connection, name);
            Rules rules = definitions.peek(connection);
            Instant now = clock.instant();
            List<Account> page = BudgetTable.accounts(connection, rules, defined, now, limit, offset);
            return Accounts.standings(connection, rules, page, now);
        });
    }

    /**
     * How one account of a budget stands; empty where nothing has happened on it yet.
     *
     * @param account null where the budget has only one
     */
    public Optional<Standing> account(String name, Scope account) {
        return database.transact(connection -> {
            Side side = Side.of(BudgetTable.get(connection, name), account);
            Rules rules = definitions.peek(connection);
            List<Account> found = BudgetTable.account(connection, rules, side.key());
            return Accounts.standings(connection, rules, found, clock.instant()).stream()
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
    public AuditEntry increase(String name, Scope account, BigDecimal amount, Instant until, Change change) {
        return database.transact(connection -> changes.increase(connection, name, account, amount, until, change));
    }

    /**
     * Counts from 0 again, for the rest of the period. What is set aside stays set aside; what is corrected later of
     * calls that were booked before is not counted.
     *
     * @param account for whom; null for all accounts
     */
    public AuditEntry reset(String name, Scope account, Change change) {
        return database.transact(connection -> changes.reset(connection, name, account, change));
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
            String from, Scope fromAccount, String to, Scope toAccount, BigDecimal amount, Change change) {
        return database.transact(
                connection -> changes.transfer(connection, from, fromAccount, to, toAccount, amount, change));
    }

    /** What was done to budgets of that name, the latest first; also to one that was deleted. */
    public List<AuditEntry> audit(String name, int limit, int offset) {
        return database.transact(connection -> audit.of(connection, name, limit, offset));
    }

    /** How many entries {@link #audit} has. */
    public long countAudit(String name) {
        return database.transact(connection -> audit.count(connection, name));
    }
}
