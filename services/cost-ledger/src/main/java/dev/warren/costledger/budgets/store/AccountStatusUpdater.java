package dev.warren.costledger.budgets.store;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.v1.BudgetState;
import dev.warren.contracts.v1.BudgetState.State;
import dev.warren.costledger.budgets.model.AccountBalance;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.outbox.Outbox;
import dev.warren.costledger.outbox.OutboxMessage;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/** Re-evaluates account states and publishes changes, in the same transaction. Thread-safe. */
@ApplicationScoped
public class AccountStatusUpdater {

    public static final String SERVICE = "cost-ledger";

    private final Outbox outbox;
    private final List<AccountStatusStep> steps;
    private final Clock clock;

    public AccountStatusUpdater(Outbox outbox, @All List<AccountStatusStep> steps, Clock clock) {
        this.outbox = outbox;
        this.steps = steps;
        this.clock = clock;
    }

    /** Judges accounts that the transaction has locked. */
    public void of(Connection connection, Collection<AccountBalance> changed) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        List<AccountBalance> news =
                changed.stream().filter(AccountBalance::isNews).toList();
        if (!news.isEmpty()) {
            AccountTable.judge(connection, news);
            outbox.add(
                    connection,
                    news.stream()
                            .filter(AccountStatusUpdater::hasOtherState)
                            .map(this::message)
                            .toList());
        }
        List<AccountStatus> statuses =
                changed.stream().map(AccountBalance::standing).toList();
        for (AccountStatusStep step : steps) {
            step.changed(connection, statuses);
        }
    }

    private static boolean hasOtherState(AccountBalance balances) {
        return balances.state() != balances.account().state();
    }

    private OutboxMessage message(AccountBalance balances) {
        AccountStatus accountStatus = balances.standing();
        Budget budget = accountStatus.budget();
        State state = said(balances);
        BudgetState said = new BudgetState(
                budget.name(),
                budget.scope().word(),
                state,
                budget.currency(),
                accountStatus.limit(),
                accountStatus.spent(),
                budget.isHard(),
                accountStatus.resetsAt(),
                budget.scope().isEach() ? accountStatus.account().toRule() : null);
        String occasion =
                "%d|%d".formatted(accountStatus.accountId(), balances.account().stateNo() + 1);
        return new OutboxMessage(
                Topology.BUDGETS,
                Topology.budgetKey(said.scope(), state),
                ContractCodec.budget(SERVICE, said, occasion, clock));
    }

    private static State said(AccountBalance balances) {
        return balances.account().state() == State.EXHAUSTED ? State.RESTORED : balances.state();
    }
}
