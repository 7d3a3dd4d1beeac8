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
import dev.warren.costledger.budgets.store.BucketDeltas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides one request after the other on accounts that are locked, and keeps what is to be written. Pure. */
final class HoldDecider {

    private final BudgetSnapshot rules;
    private final Map<String, Hold> known;
    private final Set<String> booked;
    private final Map<AccountKey, BudgetAccount> accounts;
    private final Map<Long, AccountBalance> balances;
    private final Instant now;
    private final Map<String, Hold> granted = new LinkedHashMap<>();
    private final Set<AccountBalance> refusing = new LinkedHashSet<>();
    private final List<UnpricedRefusal> unpriced = new ArrayList<>();

    /** @param booked the calls whose cost is counted already */
    HoldDecider(
            BudgetSnapshot rules,
            Map<String, Hold> known,
            Set<String> booked,
            Map<AccountKey, BudgetAccount> accounts,
            Map<Long, AccountBalance> balances,
            Instant now) {
        this.rules = rules;
        this.known = known;
        this.booked = booked;
        this.accounts = accounts;
        this.balances = balances;
        this.now = now;
    }

    HoldDecided decide(PricedHoldRequest pricedHoldRequest) {
        Hold before = known.get(pricedHoldRequest.callId());
        if (before != null && before.state() != Hold.State.EXPIRED) {
            return HoldDecisionMessages.known(pricedHoldRequest, before);
        }
        return booked.contains(pricedHoldRequest.callId())
                ? HoldDecisionMessages.granted(pricedHoldRequest)
                : decideAnew(pricedHoldRequest);
    }

    private HoldDecided decideAnew(PricedHoldRequest pricedHoldRequest) {
        List<BudgetMatch> hard = rules.covering(pricedHoldRequest.call()).stream()
                .filter(match -> match.budget().isHard())
                .toList();
        if (hard.isEmpty() || pricedHoldRequest.isFree()) {
            return HoldDecisionMessages.granted(pricedHoldRequest);
        }
        if (!pricedHoldRequest.isPriced()) {
            return unpriced(
                    pricedHoldRequest,
                    HoldDecisionMessages.unpriced(
                            pricedHoldRequest, hard.getFirst().budget()));
        }
        Optional<BudgetMatch> inOtherCurrency = hard.stream()
                .filter(match -> !match.budget().currency().equals(pricedHoldRequest.currency()))
                .findFirst();
        return inOtherCurrency.isPresent()
                ? unpriced(
                        pricedHoldRequest,
                        HoldDecisionMessages.otherCurrency(
                                pricedHoldRequest, inOtherCurrency.get().budget()))
                : decide(pricedHoldRequest, hard.stream().map(this::funds).toList());
    }

    private HoldDecided decide(PricedHoldRequest pricedHoldRequest, List<AccountBalance> needed) {
        return needed.stream()
                .filter(on -> on.isTooLarge(pricedHoldRequest.bound()))
                .findFirst()
                .map(on -> HoldDecisionMessages.tooLarge(pricedHoldRequest, on))
                .orElseGet(() -> decideOnWhatIsLeft(pricedHoldRequest, needed));
    }

    private HoldDecided decideOnWhatIsLeft(PricedHoldRequest pricedHoldRequest, List<AccountBalance> needed) {
        List<AccountBalance> spent = needed.stream()
                .filter(on -> !on.mayFit(pricedHoldRequest.bound()))
                .toList();
        if (!spent.isEmpty()) {
            spent.forEach(on -> on.refuse(pricedHoldRequest.bound()));
            refusing.addAll(spent);
            AccountBalance first = spent.getFirst();
            return HoldDecisionMessages.exhausted(
                    pricedHoldRequest, first, first.budget().period().end(now));
        }
        return needed.stream()
                .filter(on -> !on.fits(pricedHoldRequest.bound()))
                .findFirst()
                .map(on -> HoldDecisionMessages.busy(pricedHoldRequest, on))
                .orElseGet(() -> grant(pricedHoldRequest, needed));
    }

    private HoldDecided grant(PricedHoldRequest pricedHoldRequest, List<AccountBalance> needed) {
        needed.forEach(on -> on.hold(pricedHoldRequest.bound()));
        List<Hold.Part> parts = needed.stream()
                .map(on -> new Hold.Part(on.account().id(), on.budget().period().bucket(now)))
                .toList();
        Hold hold = new Hold(
                pricedHoldRequest.callId(),
                Hold.State.OPEN,
                pricedHoldRequest.call(),
                pricedHoldRequest.bound(),
                pricedHoldRequest.currency(),
                parts,
                now,
                now.plus(pricedHoldRequest.life()),
                null);
        granted.put(pricedHoldRequest.callId(), hold);
        known.put(pricedHoldRequest.callId(), hold);
        return HoldDecisionMessages.granted(pricedHoldRequest);
    }

    private HoldDecided unpriced(PricedHoldRequest pricedHoldRequest, HoldDecided answer) {
        unpriced.add(new UnpricedRefusal(
                pricedHoldRequest.call().provider(),
                pricedHoldRequest.call().model(),
                answer.budget(),
                answer.message()));
        return answer;
    }

    private AccountBalance funds(BudgetMatch match) {
        return balances.get(accounts.get(match.key()).id());
    }

    Collection<Hold> granted() {
        return granted.values();
    }

    /** Accounts without room for something that was asked for. */
    Collection<AccountBalance> refusing() {
        return refusing.stream().filter(AccountBalance::isNews).toList();
    }

    /** Calls of which nobody knows the price. */
    List<UnpricedRefusal> unpriced() {
        return unpriced;
    }

    /** What the holds of these calls reserve. */
    BucketDeltas deltas(Set<String> calls) {
        BucketDeltas bucketDeltas = new BucketDeltas();
        granted.values().stream().filter(hold -> calls.contains(hold.callId())).forEach(hold -> hold.parts()
                .forEach(part -> bucketDeltas.hold(part.account(), part.starts(), hold.amount())));
        return bucketDeltas;
    }
}
