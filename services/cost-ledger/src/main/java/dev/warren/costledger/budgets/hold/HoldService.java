package dev.warren.costledger.budgets.hold;

import dev.warren.contracts.v1.HoldDecided;
import dev.warren.costledger.budgets.model.AccountBalance;
import dev.warren.costledger.budgets.model.AccountKey;
import dev.warren.costledger.budgets.model.BudgetAccount;
import dev.warren.costledger.budgets.model.BudgetMatch;
import dev.warren.costledger.budgets.model.BudgetSnapshot;
import dev.warren.costledger.budgets.model.Hold;
import dev.warren.costledger.budgets.model.PricedHoldRequest;
import dev.warren.costledger.budgets.model.UnpricedRefusal;
import dev.warren.costledger.budgets.store.AccountStatusUpdater;
import dev.warren.costledger.budgets.store.AccountTable;
import dev.warren.costledger.budgets.store.BucketDeltas;
import dev.warren.costledger.budgets.store.BudgetSnapshots;
import dev.warren.costledger.budgets.store.HoldTable;
import dev.warren.database.Jdbc;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sets money aside and gives it back, for many calls in one transaction. Everything is decided with all accounts
 * locked, so whatever other instances do, what is granted fits. Thread-safe.
 */
@ApplicationScoped
public class HoldService {

    private static final int EXPIRED_AT_A_TIME = 500;
    private static final String BOOKED = "select call_id from entry where call_id = any(?)";

    private final BudgetSnapshots budgetSnapshots;
    private final AccountStatusUpdater accountStatusUpdater;
    private final List<UnpricedRefusalStep> steps;
    private final Clock clock;

    HoldService(
            BudgetSnapshots budgetSnapshots,
            AccountStatusUpdater accountStatusUpdater,
            @All List<UnpricedRefusalStep> steps,
            Clock clock) {
        this.budgetSnapshots = budgetSnapshots;
        this.accountStatusUpdater = accountStatusUpdater;
        this.steps = steps;
        this.clock = clock;
    }

    /**
     * Decides in the given order; of the same call asked for again, the answer is the same. A call that is booked
     * already is granted, and nothing is reserved for it.
     */
    List<HoldDecided> decide(Connection connection, List<PricedHoldRequest> requests) throws SQLException {
        BudgetSnapshot rules = budgetSnapshots.join(connection);
        Instant now = clock.instant();
        Map<String, Hold> known = HoldTable.lock(
                connection, requests.stream().map(PricedHoldRequest::callId).toList());
        Map<AccountKey, BudgetAccount> accounts =
                AccountTable.lock(connection, rules, keys(rules, requests), List.of());
        Map<Long, AccountBalance> balances = AccountTable.funds(connection, rules, accounts.values(), now);
        HoldDecider holdDecider =
                new HoldDecider(rules, known, booked(connection, requests, known), accounts, balances, now);
        List<HoldDecided> answers = requests.stream().map(holdDecider::decide).toList();
        Set<String> added = HoldTable.add(connection, holdDecider.granted());
        holdDecider.deltas(added).apply(connection);
        accountStatusUpdater.of(connection, holdDecider.refusing());
        tell(connection, holdDecider.unpriced());
        Map<String, Hold> others = HoldTable.find(connection, without(added, holdDecider.granted()));
        return IntStream.range(0, requests.size())
                .mapToObj(i -> others.containsKey(requests.get(i).callId())
                        ? HoldDecisionMessages.known(
                                requests.get(i), others.get(requests.get(i).callId()))
                        : answers.get(i))
                .toList();
    }

    /**
     * Those of the calls that are booked already, as one is that is announced late. Looked for with the accounts
     * locked: who books locks them too, and looks for holds after that.
     */
    private static Set<String> booked(Connection connection, List<PricedHoldRequest> requests, Map<String, Hold> known)
            throws SQLException {
        List<String> unknown = requests.stream()
                .map(PricedHoldRequest::callId)
                .filter(id -> !known.containsKey(id) || known.get(id).state() == Hold.State.EXPIRED)
                .toList();
        return unknown.isEmpty()
                ? Set.of()
                : Set.copyOf(Jdbc.list(
                        connection, BOOKED, row -> row.getString("call_id"), Jdbc.array(connection, "text", unknown)));
    }

    private void tell(Connection connection, List<UnpricedRefusal> refused) throws SQLException {
        if (refused.isEmpty()) {
            return;
        }
        for (UnpricedRefusalStep step : steps) {
            step.unpriced(connection, refused);
        }
    }

    /** Calls that others have asked for or released at the same time, and before. */
    private static List<String> without(Set<String> added, Collection<Hold> holds) {
        return holds.stream()
                .map(Hold::callId)
                .filter(id -> !added.contains(id))
                .toList();
    }

    private static List<AccountKey> keys(BudgetSnapshot rules, List<PricedHoldRequest> requests) {
        return requests.stream()
                .filter(PricedHoldRequest::isPriced)
                .flatMap(ask -> rules.covering(ask.call()).stream())
                .filter(match -> match.budget().isHard())
                .map(BudgetMatch::key)
                .distinct()
                .toList();
    }

    /** Gives back what was reserved for calls that will not be made, also where the request is still on its way. */
    List<Boolean> release(Connection connection, List<String> callIds) throws SQLException {
        BudgetSnapshot rules = budgetSnapshots.join(connection);
        Instant now = clock.instant();
        Map<String, Hold> known = giveBack(connection, rules, callIds);
        List<Hold> early = callIds.stream()
                .distinct()
                .filter(id -> !known.containsKey(id))
                .map(id -> Hold.released(id, now))
                .toList();
        Set<String> added = HoldTable.add(connection, early);
        known.putAll(giveBack(connection, rules, without(added, early)));
        return callIds.stream()
                .map(id -> known.containsKey(id) && known.get(id).isOpen())
                .toList();
    }

    /** The holds of calls as they were before those that were open were released. */
    private static Map<String, Hold> giveBack(Connection connection, BudgetSnapshot rules, List<String> callIds)
            throws SQLException {
        Map<String, Hold> known = HoldTable.lock(connection, callIds);
        List<Hold> open = known.values().stream().filter(Hold::isOpen).toList();
        end(connection, rules, open, Hold.State.RELEASED);
        return known;
    }

    /**
     * Ends holds of which nobody said in time what has become of them.
     *
     * @return how many
     */
    public int expire(Connection connection) throws SQLException {
        BudgetSnapshot rules = budgetSnapshots.join(connection);
        List<Hold> overdue = HoldTable.lockOverdue(connection, clock.instant(), EXPIRED_AT_A_TIME);
        end(connection, rules, overdue, Hold.State.EXPIRED);
        return overdue.size();
    }

    private static void end(Connection connection, BudgetSnapshot rules, List<Hold> open, Hold.State state)
            throws SQLException {
        Collection<BudgetAccount> accounts =
                AccountTable.lock(connection, rules, List.of(), accounts(open)).values();
        Set<Long> existing = accounts.stream().map(BudgetAccount::id).collect(Collectors.toSet());
        BucketDeltas bucketDeltas = new BucketDeltas();
        open.forEach(hold -> hold.partsOn(existing)
                .forEach(part -> bucketDeltas.hold(
                        part.account(), part.starts(), hold.amount().negate())));
        bucketDeltas.apply(connection);
        HoldTable.end(connection, open.stream().map(hold -> hold.in(state)).toList());
    }

    private static List<Long> accounts(Collection<Hold> holds) {
        List<Long> ids = new ArrayList<>();
        holds.forEach(hold -> ids.addAll(hold.accounts()));
        return ids;
    }
}
