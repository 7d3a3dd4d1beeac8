package dev.warren.costledger.budgets;

import dev.warren.contracts.v1.BudgetState;
import dev.warren.contracts.v1.BudgetState.State;
import dev.warren.contracts.v1.Messages;
import dev.warren.contracts.v1.Topology;
import dev.warren.costledger.outbox.Departure;
import dev.warren.costledger.outbox.Outbox;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/** Judges where accounts stand and says what is new, all within the transaction that changed them. Thread-safe. */
@ApplicationScoped
class Review {

    static final String SERVICE = "cost-ledger";

    private final Outbox outbox;
    private final List<StandingStep> steps;
    private final Clock clock;

    Review(Outbox outbox, @All List<StandingStep> steps, Clock clock) {
        this.outbox = outbox;
        this.steps = steps;
        this.clock = clock;
    }

    /** Judges accounts that the transaction has locked. */
    void of(Connection connection, Collection<Funds> changed) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        List<Funds> news = changed.stream().filter(Funds::isNews).toList();
        if (!news.isEmpty()) {
            Accounts.judge(connection, news);
            outbox.add(
                    connection,
                    news.stream()
                            .filter(Review::hasOtherState)
                            .map(this::message)
                            .toList());
        }
        List<Standing> standings = changed.stream().map(Funds::standing).toList();
        for (StandingStep step : steps) {
            step.changed(connection, standings);
        }
    }

    private static boolean hasOtherState(Funds funds) {
        return funds.state() != funds.account().state();
    }

    private Departure message(Funds funds) {
        Standing standing = funds.standing();
        Budget budget = standing.budget();
        State state = said(funds);
        BudgetState said = new BudgetState(
                budget.name(),
                budget.scope().word(),
                state,
                budget.currency(),
                standing.limit(),
                standing.spent(),
                budget.isHard(),
                standing.resetsAt(),
                budget.scope().isEach() ? standing.account().toRule() : null);
        String occasion =
                "%d|%d".formatted(standing.accountId(), funds.account().stateNo() + 1);
        return new Departure(
                Topology.BUDGETS,
                Topology.budgetKey(said.scope(), state),
                Messages.budget(SERVICE, said, occasion, clock));
    }

    private static State said(Funds funds) {
        return funds.account().state() == State.EXHAUSTED ? State.RESTORED : funds.state();
    }
}
