package dev.warren.costledger.budgets;

import dev.warren.costledger.budgets.BudgetRefusedException.Reason;
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
class Changes {

    private final Definitions definitions;
    private final History history;
    private final Reviewer reviewer;
    private final Audit audit;
    private final Clock clock;

    Changes(Definitions definitions, History history, Reviewer reviewer, Audit audit, Clock clock) {
        this.definitions = definitions;
        this.history = history;
        this.reviewer = reviewer;
        this.audit = audit;
        this.clock = clock;
    }

    Budget create(Connection connection, Budget definition, Change change) throws SQLException {
        definitions.change(connection);
        Optional<Defined> there = BudgetTable.find(connection, definition.name());
        if (there.isPresent() && isDone(connection, change)) {
            return there.get().budget();
        }
        if (there.isPresent()) {
            throw new BudgetRefusedException(
                    Reason.EXISTS, "There is a budget %s already.".formatted(definition.name()));
        }
        Defined created = BudgetTable.add(connection, definition);
        fill(connection, created.id());
        audit.add(connection, Audit.CREATED, created.budget(), change, BudgetTable.words(created.budget()));
        return created.budget();
    }

    Budget replace(Connection connection, Budget definition, long expectedVersion, Change change) throws SQLException {
        definitions.change(connection);
        Defined before = BudgetTable.get(connection, definition.name());
        if (isDone(connection, change)) {
            return before.budget();
        }
        expect(before, expectedVersion);
        if (before.budget().says(definition)) {
            return before.budget();
        }
        Defined after = BudgetTable.replace(connection, before, definition);
        recount(connection, before, after);
        String changes = BudgetTable.changes(before.budget(), after.budget());
        audit.add(connection, Audit.REPLACED, after.budget(), change, changes);
        return after.budget();
    }

    void delete(Connection connection, String name, long expectedVersion, Change change) throws SQLException {
        definitions.change(connection);
        if (isDone(connection, change)) {
            return;
        }
        Defined before = BudgetTable.get(connection, name);
        expect(before, expectedVersion);
        BudgetTable.delete(connection, before);
        audit.add(connection, Audit.DELETED, before.budget(), change, BudgetTable.words(before.budget()));
    }

    AuditEntry increase(
            Connection connection, String name, Scope account, BigDecimal amount, Instant until, Change change)
            throws SQLException {
        definitions.change(connection);
        List<AuditEntry> earlier = audit.earlier(connection, change);
        if (!earlier.isEmpty()) {
            return earlier.getFirst();
        }
        Defined defined = BudgetTable.get(connection, name);
        Instant end = until == null ? defined.budget().period().end(clock.instant()) : until;
        raise(connection, defined, account, amount, end);
        return audit.add(connection, Audit.INCREASED, defined.budget(), account, amount, end, change, "");
    }

    AuditEntry reset(Connection connection, String name, Scope account, Change change) throws SQLException {
        Rules rules = definitions.change(connection);
        List<AuditEntry> earlier = audit.earlier(connection, change);
        if (!earlier.isEmpty()) {
            return earlier.getFirst();
        }
        Defined defined = BudgetTable.get(connection, name);
        AccountKey key = keyOrAll(defined, account);
        Long id = key == null ? null : account(connection, rules, key).id();
        String before = BudgetTable.reset(connection, defined, id, clock.instant());
        review(connection, defined, key);
        return audit.add(connection, Audit.RESET, defined.budget(), account, null, null, change, before);
    }

    List<AuditEntry> transfer(
            Connection connection,
            String from,
            Scope fromAccount,
            String to,
            Scope toAccount,
            BigDecimal amount,
            Change change)
            throws SQLException {
        Rules rules = definitions.change(connection);
        List<AuditEntry> earlier = audit.earlier(connection, change);
        if (!earlier.isEmpty()) {
            return earlier;
        }
        Side giving = Side.of(BudgetTable.get(connection, from), fromAccount);
        Side taking = Side.of(BudgetTable.get(connection, to), toAccount);
        refuseMismatch(giving, taking);
        refuseTooMuch(connection, rules, giving, amount);
        Instant now = clock.instant();
        Instant missingUntil = giving.budget().period().missingUntil(now);
        Instant spendableUntil = taking.budget().period().spendableUntil(now);
        return List.of(
                move(connection, giving, amount.negate(), missingUntil, change, "to " + to),
                move(connection, taking, amount, spendableUntil, change, "from " + from));
    }

    /** On each side for its own current period: so the amount is there once, however long the other's is. */
    private AuditEntry move(
            Connection connection, Side side, BigDecimal amount, Instant until, Change change, String detail)
            throws SQLException {
        raise(connection, side.defined(), side.account(), amount, until);
        return audit.add(connection, Audit.TRANSFERRED, side.budget(), side.account(), amount, until, change, detail);
    }

    private void recount(Connection connection, Defined before, Defined after) throws SQLException {
        if (!before.budget().countsAs(after.budget())) {
            BudgetTable.forget(connection, after);
            fill(connection, after.id());
            return;
        }
        if (after.budget().isHard() && !before.budget().isHard()) {
            Rules rules = definitions.read(connection);
            history.addHolds(connection, rules, rules.get(after.id()));
        }
        reviewer.allLater(connection, after.id());
    }

    private void fill(Connection connection, long id) throws SQLException {
        Rules rules = definitions.read(connection);
        history.fill(connection, rules, rules.get(id));
        reviewer.allLater(connection, id);
    }

    /** Judges an account, or has all of them judged where it is null. */
    private void review(Connection connection, Defined defined, AccountKey key) throws SQLException {
        if (key == null) {
            reviewer.allLater(connection, defined.id());
        } else {
            reviewer.some(connection, definitions.read(connection), List.of(key));
        }
    }

    private static Account account(Connection connection, Rules rules, AccountKey key) throws SQLException {
        return Accounts.lock(connection, rules, List.of(key), List.of()).get(key);
    }

    private void refuseTooMuch(Connection connection, Rules rules, Side giving, BigDecimal amount) throws SQLException {
        List<Account> account = List.of(account(connection, rules, giving.key()));
        Standing standing =
                Accounts.standings(connection, rules, account, clock.instant()).getFirst();
        if (standing.left().compareTo(amount) < 0) {
            String left = standing.left().max(BigDecimal.ZERO).toPlainString();
            throw new BudgetRefusedException(
                    Reason.NOT_ENOUGH,
                    "Budget %s has only %s %s left."
                            .formatted(
                                    giving.budget().name(),
                                    left,
                                    giving.budget().currency()));
        }
    }

    private static void refuseMismatch(Side giving, Side taking) {
        if (!giving.budget().currency().equals(taking.budget().currency())) {
            throw new BudgetRefusedException(Reason.MISMATCH, "The budgets have different currencies.");
        }
        if (giving.key().equals(taking.key())) {
            throw new BudgetRefusedException(Reason.MISMATCH, "Both are the same account.");
        }
    }

    private void raise(Connection connection, Defined defined, Scope account, BigDecimal amount, Instant until)
            throws SQLException {
        AccountKey key = keyOrAll(defined, account);
        BudgetTable.raise(connection, new Increase(defined.id(), key == null ? null : key.key(), amount, until));
        review(connection, defined, key);
    }

    private boolean isDone(Connection connection, Change change) throws SQLException {
        return !audit.earlier(connection, change).isEmpty();
    }

    private static void expect(Defined found, long version) {
        if (found.budget().version() != version) {
            throw new BudgetRefusedException(
                    Reason.OUTDATED,
                    "Budget %s is of version %d, not %d."
                            .formatted(found.budget().name(), found.budget().version(), version));
        }
    }

    /** Null for all accounts. */
    private static AccountKey keyOrAll(Defined defined, Scope account) {
        return account == null ? null : Side.of(defined, account).key();
    }
}
