package dev.warren.costledger.booking;

import dev.warren.contracts.v1.ModelCalled;
import dev.warren.costledger.booking.Charge.Reason;
import dev.warren.costledger.prices.PriceBook;
import dev.warren.costledger.prices.PriceRow;
import dev.warren.costledger.prices.Rates;
import java.math.BigDecimal;

/**
 * What a call costs. Its outcome plays no part: a provider charges for the tokens of a call that ended badly too. Pure.
 */
final class Pricing {

    private Pricing() {}

    static Charge charge(Usage usage, PriceBook book) {
        ModelCalled call = usage.call();
        return book.find(call.provider(), call.model(), usage.calledAt())
                .map(row -> charge(call, row))
                .orElseGet(() -> Charge.unpriced(Reason.UNKNOWN_MODEL));
    }

    private static Charge charge(ModelCalled call, PriceRow row) {
        Rates rates = row.price().rates();
        if (rates.isFree()) {
            return Charge.of(BigDecimal.ZERO, row);
        }
        if (!call.tokensKnown()) {
            return Charge.unpriced(Reason.UNKNOWN_TOKENS);
        }
        return Charge.of(rates.amount(call.inputTokens(), call.cachedInputTokens(), call.outputTokens()), row);
    }
}
