package dev.warren.cli.replay;

import dev.warren.cli.money.Bill;
import dev.warren.cli.money.Quote;
import dev.warren.cli.money.Quotes;
import dev.warren.cli.money.Quotes.Calls;

/**
 * What was used of one model.
 *
 * @param inputTokens the cached ones included
 * @param uncounted calls whose tokens nobody knows
 */
record Usage(
        String provider,
        String model,
        long calls,
        long inputTokens,
        long cachedInputTokens,
        long outputTokens,
        long uncounted) {

    /** What it cost; calls without a price or with unknown tokens are unpriced, unless the model is free. */
    Bill cost(Quotes quotes) {
        Calls counted = new Calls(provider, model, calls - uncounted, inputTokens, cachedInputTokens, outputTokens);
        return quotes.of(counted).map(this::cost).orElseGet(() -> new Bill().addUnpriced(calls));
    }

    private Bill cost(Quote quote) {
        return new Bill().add(quote.amount(), quote.currency()).addUnpriced(quote.free() ? 0 : uncounted);
    }
}
