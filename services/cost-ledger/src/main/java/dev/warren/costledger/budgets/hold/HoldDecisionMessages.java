package dev.warren.costledger.budgets.hold;

import dev.warren.contracts.json.Decimals;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldDecided.Decision;
import dev.warren.costledger.budgets.model.AccountBalance;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.Hold;
import dev.warren.costledger.budgets.model.PricedHoldRequest;
import java.time.Instant;

/** Builds the replies to hold requests. */
final class HoldDecisionMessages {

    private HoldDecisionMessages() {}

    static HoldDecided granted(PricedHoldRequest pricedHoldRequest) {
        return new HoldDecided(
                pricedHoldRequest.callId(),
                Decision.GRANTED,
                pricedHoldRequest.bound(),
                pricedHoldRequest.currency(),
                null,
                null,
                null);
    }

    static HoldDecided granted(Hold hold) {
        return new HoldDecided(hold.callId(), Decision.GRANTED, hold.amount(), hold.currency(), null, null, null);
    }

    /** For a call that has a hold already. */
    static HoldDecided known(PricedHoldRequest pricedHoldRequest, Hold hold) {
        return switch (hold.state()) {
            case OPEN, SETTLED, ASSUMED -> granted(hold);
            case RELEASED, EXPIRED -> released(pricedHoldRequest);
        };
    }

    private static HoldDecided released(PricedHoldRequest pricedHoldRequest) {
        return new HoldDecided(
                pricedHoldRequest.callId(),
                Decision.BUSY,
                pricedHoldRequest.bound(),
                pricedHoldRequest.currency(),
                null,
                null,
                "The hold of this call was released; another call needs an id of its own.");
    }

    static HoldDecided unpriced(PricedHoldRequest pricedHoldRequest, Budget budget) {
        return new HoldDecided(
                pricedHoldRequest.callId(),
                Decision.UNPRICED,
                null,
                null,
                budget.name(),
                null,
                "Budget %3$s needs a price for model %1$s of provider %2$s, and there is none."
                        .formatted(
                                pricedHoldRequest.call().model(),
                                pricedHoldRequest.call().provider(),
                                budget.name()));
    }

    static HoldDecided otherCurrency(PricedHoldRequest pricedHoldRequest, Budget budget) {
        return new HoldDecided(
                pricedHoldRequest.callId(),
                Decision.UNPRICED,
                pricedHoldRequest.bound(),
                pricedHoldRequest.currency(),
                budget.name(),
                null,
                "Model %s of provider %s is priced in %s and budget %s is in %s."
                        .formatted(
                                pricedHoldRequest.call().model(),
                                pricedHoldRequest.call().provider(),
                                pricedHoldRequest.currency(),
                                budget.name(),
                                budget.currency()));
    }

    static HoldDecided tooLarge(PricedHoldRequest pricedHoldRequest, AccountBalance balances) {
        return new HoldDecided(
                pricedHoldRequest.callId(),
                Decision.TOO_LARGE,
                pricedHoldRequest.bound(),
                pricedHoldRequest.currency(),
                balances.budget().name(),
                null,
                "The call may cost up to %s %s, more than the limit of budget %s (%s): raise the limit or shorten the text."
                        .formatted(
                                Decimals.plain(pricedHoldRequest.bound()),
                                pricedHoldRequest.currency(),
                                balances.budget().name(),
                                Decimals.plain(balances.whole())));
    }

    static HoldDecided busy(PricedHoldRequest pricedHoldRequest, AccountBalance balances) {
        return new HoldDecided(
                pricedHoldRequest.callId(),
                Decision.BUSY,
                pricedHoldRequest.bound(),
                pricedHoldRequest.currency(),
                balances.budget().name(),
                null,
                "The rest of budget %s is reserved for calls in flight."
                        .formatted(balances.budget().name()));
    }

    static HoldDecided exhausted(PricedHoldRequest pricedHoldRequest, AccountBalance balances, Instant until) {
        String money = "%s of %s %s"
                .formatted(
                        balances.spent().toPlainString(),
                        balances.limit().toPlainString(),
                        balances.budget().currency());
        return new HoldDecided(
                pricedHoldRequest.callId(),
                Decision.EXHAUSTED,
                pricedHoldRequest.bound(),
                pricedHoldRequest.currency(),
                balances.budget().name(),
                until,
                "Budget %s is spent: %s%s."
                        .formatted(balances.budget().name(), money, until == null ? "" : ", until " + until));
    }
}
