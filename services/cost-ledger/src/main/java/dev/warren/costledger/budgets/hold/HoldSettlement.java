package dev.warren.costledger.budgets.hold;

import dev.warren.costledger.budgets.model.AccountKey;
import dev.warren.costledger.budgets.model.BudgetAccount;
import dev.warren.costledger.budgets.model.BudgetMatch;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetSnapshot;
import dev.warren.costledger.budgets.model.Hold;
import dev.warren.costledger.budgets.store.BucketDeltas;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Settles holds: applies booked calls to locked accounts and collects the changes to write. A call is booked in the
 * calendar period in which its amount was reserved, also if it ends in the next one. Pure.
 */
final class HoldSettlement {

    private final BudgetSnapshot rules;
    private final Map<String, Hold> holds;
    private final Map<AccountKey, BudgetAccount> accounts;
    private final Map<Long, BudgetAccount> byId;
    private final Map<String, Hold> ended = new LinkedHashMap<>();
    private final BucketDeltas bucketDeltas = new BucketDeltas();
    private final List<HoldExcess> exceeding = new ArrayList<>();

    HoldSettlement(BudgetSnapshot rules, Map<String, Hold> holds, Map<AccountKey, BudgetAccount> accounts) {
        this.rules = rules;
        this.holds = holds;
        this.accounts = accounts;
        this.byId = accounts.values().stream().collect(Collectors.toMap(BudgetAccount::id, Function.identity()));
    }

    void count(BudgetPosting budgetPosting) {
        Hold hold = ended.getOrDefault(budgetPosting.callId(), holds.get(budgetPosting.callId()));
        for (BudgetMatch match : budgetPosting.covering(rules)) {
            BudgetAccount account = accounts.get(match.key());
            if (budgetPosting.countsOn(account) || isAssumedOn(account, hold, budgetPosting)) {
                bucketDeltas.spend(account.id(), bucket(account, hold, budgetPosting.at()), budgetPosting.amount());
            }
        }
        if (hold != null) {
            exceed(hold, budgetPosting);
            end(hold, budgetPosting);
        }
    }

    /** What was assumed since the account was reset is replaced by the truth, whenever the call was booked. */
    private static boolean isAssumedOn(BudgetAccount account, Hold hold, BudgetPosting budgetPosting) {
        return budgetPosting.resolves()
                && hold != null
                && hold.state() == Hold.State.ASSUMED
                && hold.accounts().contains(account.id())
                && !account.hasForgotten(hold.endedAt());
    }

    private void exceed(Hold hold, BudgetPosting budgetPosting) {
        if (budgetPosting.exceeds(hold)) {
            exceeding.add(new HoldExcess(
                    budgetPosting.call(),
                    budgetPosting.servedModel(),
                    hold.amount(),
                    budgetPosting.amount(),
                    budgetPosting.currency()));
        }
    }

    private void end(Hold hold, BudgetPosting budgetPosting) {
        if (hold.isOpen() && budgetPosting.isCall()) {
            hold.partsOn(byId.keySet())
                    .forEach(part -> bucketDeltas.hold(
                            part.account(), part.starts(), hold.amount().negate()));
        }
        if (budgetPosting.isCall() && budgetPosting.isPriced()) {
            ended.put(hold.callId(), hold.in(Hold.State.SETTLED));
        } else if (budgetPosting.isCall()) {
            assume(hold, byId.values(), hold.amount());
            ended.put(hold.callId(), hold.in(Hold.State.ASSUMED));
        } else if (hold.state() == Hold.State.ASSUMED && budgetPosting.resolves()) {
            assume(hold, remembering(hold), hold.amount().negate());
            ended.put(hold.callId(), hold.in(Hold.State.SETTLED));
        }
    }

    /** Where it was held, so that what takes it away again meets it whatever the period. */
    private void assume(Hold hold, Collection<BudgetAccount> on, BigDecimal amount) {
        hold.partsOn(on.stream().map(BudgetAccount::id).toList())
                .forEach(part -> bucketDeltas.assume(part.account(), part.starts(), amount));
    }

    /** The accounts that were not reset since something was assumed. */
    private List<BudgetAccount> remembering(Hold hold) {
        return byId.values().stream()
                .filter(account -> !account.hasForgotten(hold.endedAt()))
                .toList();
    }

    private static Instant bucket(BudgetAccount account, Hold hold, Instant at) {
        BudgetPeriod period = account.budget().period();
        return hold == null || period.isRolling()
                ? period.bucket(at)
                : hold.parts().stream()
                        .filter(part -> part.account() == account.id())
                        .map(Hold.Part::starts)
                        .findFirst()
                        .orElseGet(() -> period.bucket(at));
    }

    /** Calls that cost more than was reserved. */
    List<HoldExcess> exceeding() {
        return exceeding;
    }

    Collection<Hold> ended() {
        return ended.values();
    }

    BucketDeltas deltas() {
        return bucketDeltas;
    }
}
