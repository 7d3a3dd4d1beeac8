package dev.warren.cli.dead;

import dev.warren.cli.money.CostSum;
import dev.warren.cli.money.PriceQuoteClient;
import dev.warren.cli.money.PriceQuoteClient.Calls;

/**
 * What a replay would ask of one model.
 *
 * @param messages how many calls
 * @param inputTokens of all of them, about
 * @param maxOutputTokens of all of them, at most
 */
record ModelEstimateInfo(
        String feature, String provider, String model, long messages, long inputTokens, long maxOutputTokens) {

    /** The cost where every answer is as long as it may be, as the ledger bounds it; unpriced where it does not. */
    CostSum atMost(PriceQuoteClient priceQuoteClient) {
        return priceQuoteClient
                .of(new Calls(provider, model, messages, inputTokens, 0, maxOutputTokens))
                .filter(quote -> quote.atMost() != null)
                .map(quote -> new CostSum().add(quote.atMost(), quote.currency()))
                .orElseGet(() -> new CostSum().addUnpriced(messages));
    }
}
