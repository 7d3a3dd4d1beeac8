package dev.warren.costledger.budgets;

import dev.warren.contracts.v1.HoldDecided;
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
final class Decisions {

    private final Rules rules;
    private final Map<String, Hold> known;
    private final Set<String> booked;
    private final Map<AccountKey, Account> accounts;
    private final Map<Long, Funds> funds;
    private final Instant now;
    private final Map<String, Hold> granted = new LinkedHashMap<>();
    private final Set<Funds> refusing = new LinkedHashSet<>();
    private final List<Unpriced> unpriced = new ArrayList<>();

    /** @param booked the calls whose cost is counted already */
    Decisions(
            Rules rules,
            Map<String, Hold> known,
            Set<String> booked,
            Map<AccountKey, Account> accounts,
            Map<Long, Funds> funds,
            Instant now) {
        this.rules = rules;
        this.known = known;
        this.booked = booked;
        this.accounts = accounts;
        this.funds = funds;
        this.now = now;
    }

    HoldDecided decide(Ask ask) {
        Hold before = known.get(ask.callId());
        if (before != null && before.state() != Hold.State.EXPIRED) {
            return Answers.known(ask, before);
        }
        return booked.contains(ask.callId()) ? Answers.granted(ask) : decideAnew(ask);
    }

    private HoldDecided decideAnew(Ask ask) {
        List<Match> hard = rules.covering(ask.call()).stream()
                .filter(match -> match.budget().isHard())
                .toList();
        if (hard.isEmpty() || ask.isFree()) {
            return Answers.granted(ask);
        }
        if (!ask.isPriced()) {
            return unpriced(ask, Answers.unpriced(ask, hard.getFirst().budget()));
        }
        Optional<Match> inOtherCurrency = hard.stream()
                .filter(match -> !match.budget().currency().equals(ask.currency()))
                .findFirst();
        return inOtherCurrency.isPresent()
                ? unpriced(ask, Answers.otherCurrency(ask, inOtherCurrency.get().budget()))
                : decide(ask, hard.stream().map(this::funds).toList());
    }

    private HoldDecided decide(Ask ask, List<Funds> needed) {
        return needed.stream()
                .filter(on -> on.isTooLarge(ask.bound()))
                .findFirst()
                .map(on -> Answers.tooLarge(ask, on))
                .orElseGet(() -> decideOnWhatIsLeft(ask, needed));
    }

    private HoldDecided decideOnWhatIsLeft(Ask ask, List<Funds> needed) {
        List<Funds> spent =
                needed.stream().filter(on -> !on.mayFit(ask.bound())).toList();
        if (!spent.isEmpty()) {
            spent.forEach(on -> on.refuse(ask.bound()));
            refusing.addAll(spent);
            Funds first = spent.getFirst();
            return Answers.exhausted(ask, first, first.budget().period().end(now));
        }
        return needed.stream()
                .filter(on -> !on.fits(ask.bound()))
                .findFirst()
                .map(on -> Answers.busy(ask, on))
                .orElseGet(() -> grant(ask, needed));
    }

    private HoldDecided grant(Ask ask, List<Funds> needed) {
        needed.forEach(on -> on.hold(ask.bound()));
        List<Hold.Part> parts = needed.stream()
                .map(on -> new Hold.Part(on.account().id(), on.budget().period().bucket(now)))
                .toList();
        Hold hold = new Hold(
                ask.callId(),
                Hold.State.OPEN,
                ask.call(),
                ask.bound(),
                ask.currency(),
                parts,
                now,
                now.plus(ask.life()),
                null);
        granted.put(ask.callId(), hold);
        known.put(ask.callId(), hold);
        return Answers.granted(ask);
    }

    private HoldDecided unpriced(Ask ask, HoldDecided answer) {
        unpriced.add(new Unpriced(ask.call().provider(), ask.call().model(), answer.budget(), answer.message()));
        return answer;
    }

    private Funds funds(Match match) {
        return funds.get(accounts.get(match.key()).id());
    }

    Collection<Hold> granted() {
        return granted.values();
    }

    /** Accounts without room for something that was asked for. */
    Collection<Funds> refusing() {
        return refusing.stream().filter(Funds::isNews).toList();
    }

    /** Calls of which nobody knows the price. */
    List<Unpriced> unpriced() {
        return unpriced;
    }

    /** What the holds of these calls set aside. */
    Deltas deltas(Set<String> calls) {
        Deltas deltas = new Deltas();
        granted.values().stream().filter(hold -> calls.contains(hold.callId())).forEach(hold -> hold.parts()
                .forEach(part -> deltas.hold(part.account(), part.starts(), hold.amount())));
        return deltas;
    }
}
