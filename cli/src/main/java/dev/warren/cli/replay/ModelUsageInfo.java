package dev.warren.cli.replay;

import dev.warren.cli.money.CostSum;
import dev.warren.cli.money.PriceQuote;
import dev.warren.cli.money.PriceQuoteClient;
import dev.warren.cli.money.PriceQuoteClient.Calls;

/**
 * What was used of one model.
 *
 * @param inputTokens the cached ones included
 * @param uncounted calls whose tokens nobody knows
 */
record ModelUsageInfo(
        String provider,
        String model,
        long calls,
        long inputTokens,
        long cachedInputTokens,
        long outputTokens,
        long uncounted) {

    /** What it cost; calls without a price or with unknown tokens are unpriced, unless the model is free. */
    CostSum cost(PriceQuoteClient priceQuoteClient) {
        Calls counted = new Calls(provider, model, calls - uncounted, inputTokens, cachedInputTokens, outputTokens);
        return priceQuoteClient.of(counted).map(this::cost).orElseGet(() -> new CostSum().addUnpriced(calls));
    }

    private CostSum cost(PriceQuote quote) {
        return new CostSum().add(quote.amount(), quote.currency()).addUnpriced(quote.free() ? 0 : uncounted);
    }
}
