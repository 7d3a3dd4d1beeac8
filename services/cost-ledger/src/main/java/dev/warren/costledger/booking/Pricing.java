package dev.warren.costledger.booking;

import dev.warren.contracts.v1.ModelCalled.Spared;
import dev.warren.costledger.booking.Charge.Reason;
import dev.warren.costledger.prices.PriceBook;
import dev.warren.costledger.prices.PriceRow;
import dev.warren.costledger.prices.Rates;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a usage costs. The outcome of a call plays no part: a provider charges for the tokens of a call that ended badly
 * too. Pure.
 */
public final class Pricing {

    /** The price list knows the model and no price of its own for the tier, so it was charged as any. */
    static final String TIER_NOT_PRICED = "tier-not-priced";

    private Pricing() {}

    /** What is booked for a usage. */
    static LedgerEntry entry(UsageRecord usage, PriceBook book) {
        Optional<PriceRow> row = row(usage, book);
        String tier = usage.details().tier();
        boolean isPriced = tier == null
                || row.isEmpty()
                || row.get().price().rates().isFree()
                || row.get().price().namesTier();
        return new LedgerEntry(isPriced ? usage : usage.flagged(TIER_NOT_PRICED), charge(usage, row, book));
    }

    public static Charge charge(UsageRecord usage, PriceBook book) {
        return charge(usage, row(usage, book), book);
    }

    /**
     * The price of the model that was served, where a list that counts as much as the one that prices the asked one
     * names it; else of the model that was asked.
     */
    private static Optional<PriceRow> row(UsageRecord usage, PriceBook book) {
        Optional<PriceRow> asked = row(usage, usage.model(), book);
        String served = usage.details().servedModel();
        if (served == null) {
            return asked;
        }
        Optional<PriceRow> answered = row(usage, served, book);
        boolean isBetter =
                answered.isPresent() && (asked.isEmpty() || answered.get().countsFor(asked.get()));
        return isBetter ? answered : asked;
    }

    private static Optional<PriceRow> row(UsageRecord usage, String model, PriceBook book) {
        return book.find(
                usage.provider(), model, usage.who().team(), usage.details().tier(), usage.at());
    }

    private static Charge charge(UsageRecord usage, Optional<PriceRow> row, PriceBook book) {
        return row.map(found -> charge(usage, found, book)).orElseGet(() -> Charge.unpriced(Reason.UNKNOWN_MODEL));
    }

    private static Charge charge(UsageRecord usage, PriceRow row, PriceBook book) {
        Rates rates = row.price().rates();
        if (!rates.isFree() && !usage.tokens().known()) {
            return Charge.unpriced(Reason.UNKNOWN_TOKENS);
        }
        BigDecimal ofACall =
                rates.isFree() ? BigDecimal.ZERO : rates.amount(usage.tokens().used());
        return usage.isReuse()
                ? Charge.saving(ofACall, row)
                : Charge.of(ofACall, spared(usage, ofACall, row, book).orElse(null), row);
    }

    /** What the same tokens would have cost more with whom a cascade did not have to ask, in the same currency. */
    private static Optional<BigDecimal> spared(UsageRecord usage, BigDecimal amount, PriceRow row, PriceBook book) {
        Spared spared = usage.details().spared();
        if (spared == null || !usage.tokens().known()) {
            return Optional.empty();
        }
        return book.find(spared.provider(), spared.model(), usage.who().team(), null, usage.at())
                .map(PriceRow::price)
                .filter(price -> price.currency().equals(row.price().currency()))
                .map(price -> price.rates().amount(usage.tokens().used()).subtract(amount))
                .map(more -> more.max(BigDecimal.ZERO));
    }
}
