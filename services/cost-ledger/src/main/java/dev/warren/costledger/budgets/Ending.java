package dev.warren.costledger.budgets;

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
 * Counts one booked call after the other on accounts that are locked, and keeps what is to be written. What was set
 * aside in one calendar period is spent there, though the call ends in the next one: it was counted there all the time.
 * Pure.
 */
final class Ending {

    private final Rules rules;
    private final Map<String, Hold> holds;
    private final Map<AccountKey, Account> accounts;
    private final Map<Long, Account> byId;
    private final Map<String, Hold> ended = new LinkedHashMap<>();
    private final Deltas deltas = new Deltas();
    private final List<Excess> exceeding = new ArrayList<>();

    Ending(Rules rules, Map<String, Hold> holds, Map<AccountKey, Account> accounts) {
        this.rules = rules;
        this.holds = holds;
        this.accounts = accounts;
        this.byId = accounts.values().stream().collect(Collectors.toMap(Account::id, Function.identity()));
    }

    void count(Booked booked) {
        Hold hold = ended.getOrDefault(booked.callId(), holds.get(booked.callId()));
        for (Match match : booked.covering(rules)) {
            Account account = accounts.get(match.key());
            if (booked.countsOn(account) || isAssumedOn(account, hold, booked)) {
                deltas.spend(account.id(), bucket(account, hold, booked.at()), booked.amount());
            }
        }
        if (hold != null) {
            exceed(hold, booked);
            end(hold, booked);
        }
    }

    /** What was assumed since the account was reset is replaced by the truth, whenever the call was booked. */
    private static boolean isAssumedOn(Account account, Hold hold, Booked booked) {
        return booked.resolves()
                && hold != null
                && hold.state() == Hold.State.ASSUMED
                && hold.accounts().contains(account.id())
                && !account.hasForgotten(hold.endedAt());
    }

    private void exceed(Hold hold, Booked booked) {
        if (booked.exceeds(hold)) {
            exceeding.add(
                    new Excess(booked.call(), booked.servedModel(), hold.amount(), booked.amount(), booked.currency()));
        }
    }

    private void end(Hold hold, Booked booked) {
        if (hold.isOpen() && booked.isCall()) {
            hold.partsOn(byId.keySet())
                    .forEach(part -> deltas.hold(
                            part.account(), part.starts(), hold.amount().negate()));
        }
        if (booked.isCall() && booked.isPriced()) {
            ended.put(hold.callId(), hold.in(Hold.State.SETTLED));
        } else if (booked.isCall()) {
            assume(hold, byId.values(), hold.amount());
            ended.put(hold.callId(), hold.in(Hold.State.ASSUMED));
        } else if (hold.state() == Hold.State.ASSUMED && booked.resolves()) {
            assume(hold, remembering(hold), hold.amount().negate());
            ended.put(hold.callId(), hold.in(Hold.State.SETTLED));
        }
    }

    /** Where it was held, so that what takes it away again meets it whatever the period. */
    private void assume(Hold hold, Collection<Account> on, BigDecimal amount) {
        hold.partsOn(on.stream().map(Account::id).toList())
                .forEach(part -> deltas.assume(part.account(), part.starts(), amount));
    }

    /** The accounts that were not reset since something was assumed. */
    private List<Account> remembering(Hold hold) {
        return byId.values().stream()
                .filter(account -> !account.hasForgotten(hold.endedAt()))
                .toList();
    }

    private static Instant bucket(Account account, Hold hold, Instant at) {
        Period period = account.budget().period();
        return hold == null || period.isRolling()
                ? period.bucket(at)
                : hold.parts().stream()
                        .filter(part -> part.account() == account.id())
                        .map(Hold.Part::starts)
                        .findFirst()
                        .orElseGet(() -> period.bucket(at));
    }

    /** Calls that cost more than was set aside. */
    List<Excess> exceeding() {
        return exceeding;
    }

    Collection<Hold> ended() {
        return ended.values();
    }

    Deltas deltas() {
        return deltas;
    }
}
