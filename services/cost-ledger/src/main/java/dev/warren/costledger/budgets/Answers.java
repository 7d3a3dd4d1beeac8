package dev.warren.costledger.budgets;

import dev.warren.contracts.v1.Decimals;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldDecided.Decision;
import java.time.Instant;

/** Decisions in words. Pure. */
final class Answers {

    private Answers() {}

    static HoldDecided granted(Ask ask) {
        return new HoldDecided(ask.callId(), Decision.GRANTED, ask.bound(), ask.currency(), null, null, null);
    }

    static HoldDecided granted(Hold hold) {
        return new HoldDecided(hold.callId(), Decision.GRANTED, hold.amount(), hold.currency(), null, null, null);
    }

    /** For a call that has a hold already. */
    static HoldDecided known(Ask ask, Hold hold) {
        return switch (hold.state()) {
            case OPEN, SETTLED, ASSUMED -> granted(hold);
            case RELEASED, EXPIRED -> released(ask);
        };
    }

    private static HoldDecided released(Ask ask) {
        return new HoldDecided(
                ask.callId(),
                Decision.BUSY,
                ask.bound(),
                ask.currency(),
                null,
                null,
                "The hold of this call was released; another call needs an id of its own.");
    }

    static HoldDecided unpriced(Ask ask, Budget budget) {
        return new HoldDecided(
                ask.callId(),
                Decision.UNPRICED,
                null,
                null,
                budget.name(),
                null,
                "No price is known for model %s of provider %s, which budget %s needs."
                        .formatted(ask.call().model(), ask.call().provider(), budget.name()));
    }

    static HoldDecided otherCurrency(Ask ask, Budget budget) {
        return new HoldDecided(
                ask.callId(),
                Decision.UNPRICED,
                ask.bound(),
                ask.currency(),
                budget.name(),
                null,
                "Model %s of provider %s is priced in %s and budget %s is in %s."
                        .formatted(
                                ask.call().model(),
                                ask.call().provider(),
                                ask.currency(),
                                budget.name(),
                                budget.currency()));
    }

    static HoldDecided tooLarge(Ask ask, Funds funds) {
        return new HoldDecided(
                ask.callId(),
                Decision.TOO_LARGE,
                ask.bound(),
                ask.currency(),
                funds.budget().name(),
                null,
                "The call may cost up to %s %s, and the whole limit of budget %s is %s: raise it, or shorten the text."
                        .formatted(
                                Decimals.plain(ask.bound()),
                                ask.currency(),
                                funds.budget().name(),
                                Decimals.plain(funds.whole())));
    }

    static HoldDecided busy(Ask ask, Funds funds) {
        return new HoldDecided(
                ask.callId(),
                Decision.BUSY,
                ask.bound(),
                ask.currency(),
                funds.budget().name(),
                null,
                "What is left of budget %s is set aside for calls that are under way."
                        .formatted(funds.budget().name()));
    }

    static HoldDecided exhausted(Ask ask, Funds funds, Instant until) {
        String money = "%s of %s %s"
                .formatted(
                        funds.spent().toPlainString(),
                        funds.limit().toPlainString(),
                        funds.budget().currency());
        return new HoldDecided(
                ask.callId(),
                Decision.EXHAUSTED,
                ask.bound(),
                ask.currency(),
                funds.budget().name(),
                until,
                "Budget %s is spent: %s%s."
                        .formatted(funds.budget().name(), money, until == null ? "" : ", until " + until));
    }
}
