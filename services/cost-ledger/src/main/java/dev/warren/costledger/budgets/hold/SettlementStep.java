package dev.warren.costledger.budgets.hold;

import dev.warren.costledger.booking.BookingStep;
import dev.warren.costledger.booking.LedgerEntry;
import dev.warren.costledger.budgets.model.AccountKey;
import dev.warren.costledger.budgets.model.BudgetAccount;
import dev.warren.costledger.budgets.model.BudgetMatch;
import dev.warren.costledger.budgets.model.BudgetSnapshot;
import dev.warren.costledger.budgets.model.Hold;
import dev.warren.costledger.budgets.store.AccountStatusUpdater;
import dev.warren.costledger.budgets.store.AccountTable;
import dev.warren.costledger.budgets.store.BudgetSnapshots;
import dev.warren.costledger.budgets.store.HoldTable;
import dev.warren.database.Jdbc;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what is booked on all budgets that cover it, and ends the holds of the calls. Thread-safe. */
@ApplicationScoped
class SettlementStep implements BookingStep {

    private static final String BOOKED_AT = "select call_id, booked_at from entry where call_id = any(?)";

    private final BudgetSnapshots budgetSnapshots;
    private final AccountStatusUpdater accountStatusUpdater;
    private final List<HoldExcessStep> steps;
    private final Clock clock;

    SettlementStep(
            BudgetSnapshots budgetSnapshots,
            AccountStatusUpdater accountStatusUpdater,
            @All List<HoldExcessStep> steps,
            Clock clock) {
        this.budgetSnapshots = budgetSnapshots;
        this.accountStatusUpdater = accountStatusUpdater;
        this.steps = steps;
        this.clock = clock;
    }

    @Override
    public void begins(Connection connection) throws SQLException {
        budgetSnapshots.join(connection);
    }

    @Override
    public void booked(Connection connection, List<LedgerEntry> added) throws SQLException {
        BudgetSnapshot rules = budgetSnapshots.join(connection);
        List<LedgerEntry> calls =
                added.stream().filter(entry -> !entry.usage().isReuse()).toList();
        if (!rules.isEmpty() && !calls.isEmpty()) {
            Map<String, Instant> before = bookedBefore(connection, calls);
            count(
                    connection,
                    rules,
                    calls.stream()
                            .map(entry -> BudgetPosting.of(entry, before.get(entry.corrects())))
                            .toList());
        }
    }

    /** When the calls were booked that are corrected now. */
    private static Map<String, Instant> bookedBefore(Connection connection, List<LedgerEntry> added)
            throws SQLException {
        List<String> corrected = added.stream()
                .filter(LedgerEntry::isCorrection)
                .map(LedgerEntry::corrects)
                .toList();
        Map<String, Instant> before = new HashMap<>();
        if (!corrected.isEmpty()) {
            Jdbc.list(
                    connection,
                    BOOKED_AT,
                    row -> before.put(row.getString("call_id"), Jdbc.instant(row, "booked_at")),
                    Jdbc.array(connection, "text", corrected));
        }
        return before;
    }

    void count(Connection connection, BudgetSnapshot rules, List<BudgetPosting> calls) throws SQLException {
        Instant now = clock.instant();
        Map<String, Hold> holds = HoldTable.lock(
                connection, calls.stream().map(BudgetPosting::callId).distinct().toList());
        Map<AccountKey, BudgetAccount> accounts =
                AccountTable.lock(connection, rules, keys(rules, calls), accounts(holds.values()));
        holds.putAll(HoldTable.lockFree(connection, without(holds, calls)));
        HoldSettlement holdSettlement = new HoldSettlement(rules, holds, accounts);
        calls.forEach(holdSettlement::count);
        holdSettlement.deltas().apply(connection);
        HoldTable.end(connection, holdSettlement.ended());
        tell(connection, holdSettlement.exceeding());
        accountStatusUpdater.of(
                connection,
                AccountTable.funds(connection, rules, accounts.values(), now).values());
    }

    private void tell(Connection connection, List<HoldExcess> exceeding) throws SQLException {
        if (exceeding.isEmpty()) {
            return;
        }
        for (HoldExcessStep step : steps) {
            step.exceeded(connection, exceeding);
        }
    }

    /** Calls of which a hold may have been granted since it was looked for, until their accounts were locked. */
    private static List<String> without(Map<String, Hold> holds, List<BudgetPosting> calls) {
        return calls.stream()
                .filter(BudgetPosting::isCall)
                .map(BudgetPosting::callId)
                .filter(id -> !holds.containsKey(id))
                .toList();
    }

    /** Where it is counted; of a call of unknown cost, where a hold for it may be granted meanwhile. */
    private static List<AccountKey> keys(BudgetSnapshot rules, List<BudgetPosting> calls) {
        return calls.stream()
                .flatMap(call -> (call.isPriced() ? call.covering(rules) : call.needing(rules)).stream())
                .map(BudgetMatch::key)
                .distinct()
                .toList();
    }

    private static Set<Long> accounts(Collection<Hold> holds) {
        Set<Long> ids = new HashSet<>();
        holds.forEach(hold -> ids.addAll(hold.accounts()));
        return ids;
    }
}
