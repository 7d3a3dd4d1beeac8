package dev.warren.costledger.budgets.hold;

import dev.warren.costledger.budgets.hold.ServedModels.Asked;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.PricedHoldRequest;
import dev.warren.costledger.prices.PriceBook;
import dev.warren.costledger.prices.PriceRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request for a hold that makes sense, before it has a price.
 *
 * @param callId the call
 * @param call the call's values
 * @param inputTokens tokens of the request at most
 * @param outputTokens tokens of the answer at most
 * @param life how long the hold lasts, unless it ends before
 * @param at when it was asked for
 * @param book the prices that counted then
 */
record UnpricedHoldRequest(
        String callId,
        BudgetScope call,
        long inputTokens,
        long outputTokens,
        Duration life,
        Instant at,
        PriceBook book) {

    Asked asked() {
        return new Asked(call.provider(), call.model());
    }

    /** The same with its upper bound: the dearest that the call may be, with whichever of these models serves it. */
    PricedHoldRequest priced(Collection<String> served) {
        List<PriceRow> rows = prices(served);
        return rows.isEmpty() || !isOneCurrency(rows)
                ? new PricedHoldRequest(callId, call, null, null, life)
                : new PricedHoldRequest(callId, call, dearest(rows), currency(rows.getFirst()), life);
    }

    /**
     * A price may change while the call is under way: what is valid at the beginning and at the end of the hold, for
     * any tier, as the provider decides which one the call is served in.
     */
    private List<PriceRow> prices(Collection<String> served) {
        return Stream.of(at, at.plus(life))
                .flatMap(
                        moment -> book.ofAnyServed(call.provider(), call.model(), served, call.team(), moment).stream())
                .distinct()
                .toList();
    }

    private static boolean isOneCurrency(List<PriceRow> rows) {
        return rows.stream().map(UnpricedHoldRequest::currency).distinct().count() == 1;
    }

    private BigDecimal dearest(List<PriceRow> rows) {
        return rows.stream()
                .map(row -> row.price().rates().upperBound(inputTokens, outputTokens))
                .max(BigDecimal::compareTo)
                .orElseThrow();
    }

    private static String currency(PriceRow row) {
        return row.price().currency();
    }
}
