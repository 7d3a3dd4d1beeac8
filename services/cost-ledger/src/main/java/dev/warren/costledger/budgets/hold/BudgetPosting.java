package dev.warren.costledger.budgets.hold;

import dev.warren.costledger.booking.LedgerEntry;
import dev.warren.costledger.booking.UsageRecord;
import dev.warren.costledger.budgets.model.BudgetAccount;
import dev.warren.costledger.budgets.model.BudgetMatch;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.BudgetSnapshot;
import dev.warren.costledger.budgets.model.Hold;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What an entry means to budgets.
 *
 * @param callId the call; of a correction, the one that is corrected
 * @param call the call's values
 * @param amount what it costs, or of a correction, how much more; null where nobody knows
 * @param currency ISO 4217; null where nobody knows
 * @param at when the call was made
 * @param isCall whether this is the call's own entry, which ends its hold
 * @param resolves whether this is a correction that says for the first time what the call costs
 * @param bookedAt of a correction, when the call itself was booked; null where that is now, or not known
 * @param servedModel the model that answered; null where it is the one that was asked, or nobody said
 */
record BudgetPosting(
        String callId,
        BudgetScope call,
        BigDecimal amount,
        String currency,
        Instant at,
        boolean isCall,
        boolean resolves,
        Instant bookedAt,
        String servedModel) {

    /** @param bookedAt of a correction, when what it corrects was booked; null where this is none */
    static BudgetPosting of(LedgerEntry entry, Instant bookedAt) {
        UsageRecord usage = entry.usage();
        return new BudgetPosting(
                entry.isCorrection() ? entry.corrects() : usage.id(),
                new BudgetScope(
                        usage.who().userId(), usage.who().team(), usage.feature(), usage.provider(), usage.model()),
                entry.charge().amount(),
                entry.charge().currency(),
                usage.at(),
                !entry.isCorrection(),
                entry.resolves(),
                bookedAt,
                usage.details().servedModel());
    }

    /** Whether it costs more than was reserved. */
    boolean exceeds(Hold hold) {
        return isCall && isPriced() && currency.equals(hold.currency()) && amount.compareTo(hold.amount()) > 0;
    }

    boolean countsOn(BudgetAccount account) {
        return !account.hasForgotten(bookedAt);
    }

    boolean isPriced() {
        return amount != null;
    }

    /** The budgets that a hold for it must have room in. */
    List<BudgetMatch> needing(BudgetSnapshot rules) {
        return rules.covering(call).stream()
                .filter(match -> match.budget().isHard())
                .toList();
    }

    /** The budgets that it is counted on. */
    List<BudgetMatch> covering(BudgetSnapshot rules) {
        return isPriced()
                ? rules.covering(call).stream()
                        .filter(match -> match.budget().currency().equals(currency))
                        .toList()
                : List.of();
    }
}
