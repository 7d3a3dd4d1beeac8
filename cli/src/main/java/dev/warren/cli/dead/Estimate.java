package dev.warren.cli.dead;

import dev.warren.cli.money.Bill;
import dev.warren.cli.money.Quotes;
import dev.warren.cli.money.Quotes.Calls;

/**
 * What a replay would ask of one model.
 *
 * @param messages how many calls
 * @param inputTokens of all of them, about
 * @param maxOutputTokens of all of them, at most
 */
record Estimate(String feature, String provider, String model, long messages, long inputTokens, long maxOutputTokens) {

    /** The cost where every answer is as long as it may be, as the ledger bounds it; unpriced where it does not. */
    Bill atMost(Quotes quotes) {
        return quotes.of(new Calls(provider, model, messages, inputTokens, 0, maxOutputTokens))
                .filter(quote -> quote.atMost() != null)
                .map(quote -> new Bill().add(quote.atMost(), quote.currency()))
                .orElseGet(() -> new Bill().addUnpriced(messages));
    }
}
