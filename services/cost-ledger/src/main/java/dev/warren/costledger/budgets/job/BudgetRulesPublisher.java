package dev.warren.costledger.budgets.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.v1.BudgetRules;
import dev.warren.contracts.v1.BudgetRules.Exhausted;
import dev.warren.contracts.v1.BudgetRules.Rule;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetAccount;
import dev.warren.costledger.budgets.model.BudgetSnapshot;
import dev.warren.costledger.budgets.model.StoredBudget;
import dev.warren.costledger.budgets.store.AccountStatusUpdater;
import dev.warren.costledger.budgets.store.AccountTable;
import dev.warren.costledger.budgets.store.BudgetSnapshots;
import dev.warren.database.Jdbc;
import dev.warren.database.ServiceDatabase;
import dev.warren.messaging.publishing.ConfirmedPublisher;
import dev.warren.messaging.publishing.PublisherFactory;
import dev.warren.messaging.publishing.UnconfirmedException;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * Tells consumers the rules when they have changed, and again now and then. One instance at a time, so that a later
 * message is never older than an earlier one.
 */
@ApplicationScoped
class BudgetRulesPublisher {

    private static final Logger LOG = Logger.getLogger(BudgetRulesPublisher.class);
    private static final Duration AGAIN = Duration.ofSeconds(30);

    /**
     * Those beyond are refused one by one, which is slower and no less exact: what waits for one of them is released
     * after a few seconds, asks, and is held again.
     */
    private static final int MOST_EXHAUSTED = 5_000;

    private static final String LAST = "select * from budget_snapshot for update skip locked";
    private static final String SAVE = "update budget_snapshot set version = ?, digest = ?, published_at = ?";
    private static final String EXHAUSTED = """
            select account.* from budget_account account join budget on budget.id = account.budget_id
            where account.state = 'exhausted' and budget.kind = 'hard' order by account.id limit %d
            """.formatted(MOST_EXHAUSTED);

    private final ServiceDatabase database;
    private final BudgetSnapshots budgetSnapshots;
    private final ConfirmedPublisher publisher;
    private final Clock clock;

    BudgetRulesPublisher(
            ServiceDatabase database,
            BudgetSnapshots budgetSnapshots,
            PublisherFactory publisherFactory,
            @Channel(Topology.BUDGETS) MutinyEmitter<byte[]> budgets,
            Clock clock) {
        this.database = database;
        this.budgetSnapshots = budgetSnapshots;
        this.publisher = publisherFactory.over(budgets);
        this.clock = clock;
    }

    /** Publishes the rules if that is due. */
    void publish() {
        try {
            database.transact(this::publish);
        } catch (UnconfirmedException e) {
            LOG.debugf("rules not published cause=%s", e);
        }
    }

    private boolean publish(Connection connection) throws SQLException {
        Optional<Published> last =
                Jdbc.list(connection, LAST, Published::of).stream().findFirst();
        if (last.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        BudgetRules rules = rules(connection, now);
        String digest = digest(rules);
        boolean changed = !digest.equals(last.get().digest());
        if (!changed && now.isBefore(last.get().at().plus(AGAIN))) {
            return false;
        }
        long version = last.get().version() + (changed ? 1 : 0);
        say(new BudgetRules(version, rules.hard(), rules.exhausted()));
        Jdbc.update(connection, SAVE, version, digest, now);
        return true;
    }

    private void say(BudgetRules rules) {
        publisher.publish(ContractCodec.rules(AccountStatusUpdater.SERVICE, rules, clock), Topology.RULES_KEY);
        LOG.debugf(
                "rules published version=%d hard=%d exhausted=%d",
                rules.version(), rules.hard().size(), rules.exhausted().size());
    }

    private BudgetRules rules(Connection connection, Instant now) throws SQLException {
        BudgetSnapshot rules = budgetSnapshots.peek(connection);
        List<Rule> hard = rules.hard()
                .map(StoredBudget::budget)
                .map(budget -> new Rule(budget.name(), budget.scope().toRule()))
                .toList();
        List<Exhausted> exhausted = Jdbc.list(connection, EXHAUSTED, row -> AccountTable.account(row, rules)).stream()
                .filter(Objects::nonNull)
                .filter(account -> account.budget().isHard())
                .map(account -> exhausted(account, now))
                .toList();
        return new BudgetRules(0, hard, exhausted);
    }

    private static Exhausted exhausted(BudgetAccount account, Instant now) {
        Budget budget = account.budget();
        return new Exhausted(
                budget.name(), account.scope().toRule(), budget.period().end(now), account.refused());
    }

    private static String digest(BudgetRules rules) {
        return UUID.nameUUIDFromBytes(rules.toString().getBytes(UTF_8)).toString();
    }

    private record Published(long version, String digest, Instant at) {

        static Published of(ResultSet row) throws SQLException {
            return new Published(row.getLong("version"), row.getString("digest"), Jdbc.instant(row, "published_at"));
        }
    }
}
