package dev.warren.costledger.booking;

import dev.warren.costledger.booking.Charge.Reason;
import dev.warren.costledger.prices.PriceBook;
import dev.warren.costledger.prices.PriceRow;
import dev.warren.costledger.prices.Rates;
import java.math.BigDecimal;

/**
 * What a usage costs. The outcome of a call plays no part: a provider charges for the tokens of a call that ended badly
 * too. Pure.
 */
final class Pricing {

    private Pricing() {}

    static Charge charge(Usage usage, PriceBook book) {
        return book.find(usage.provider(), usage.model(), usage.who().team(), usage.at())
                .map(row -> charge(usage, row))
                .orElseGet(() -> Charge.unpriced(Reason.UNKNOWN_MODEL));
    }

    private static Charge charge(Usage usage, PriceRow row) {
        Rates rates = row.price().rates();
        if (!rates.isFree() && !usage.tokens().known()) {
            return Charge.unpriced(Reason.UNKNOWN_TOKENS);
        }
        BigDecimal ofACall =
                rates.isFree() ? BigDecimal.ZERO : rates.amount(usage.tokens().used());
        return usage.isReuse() ? Charge.saving(ofACall, row) : Charge.of(ofACall, row);
    }
}
