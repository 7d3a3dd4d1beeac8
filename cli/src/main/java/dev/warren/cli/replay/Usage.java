package dev.warren.cli.replay;

import dev.warren.cli.money.Bill;
import dev.warren.cli.money.Price;
import java.util.Optional;

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
    Bill cost(Optional<Price> price) {
        return price.map(this::cost).orElseGet(() -> new Bill().addUnpriced(calls));
    }

    private Bill cost(Price price) {
        return new Bill()
                .add(price.amount(inputTokens, cachedInputTokens, outputTokens), price.currency())
                .addUnpriced(price.isFree() ? 0 : uncounted);
    }
}
