package dev.warren.cli.dead;

import dev.warren.cli.money.Bill;
import dev.warren.cli.money.Price;
import java.util.Optional;

/**
 * What a replay would ask of one model.
 *
 * @param messages how many calls
 * @param inputTokens of all of them, about
 * @param maxOutputTokens of all of them, at most
 */
record Estimate(String feature, String provider, String model, long messages, long inputTokens, long maxOutputTokens) {

    /** The cost where every answer is as long as it may be and no input is cached; unpriced without a price. */
    Bill atMost(Optional<Price> price) {
        return price.map(known -> new Bill().add(known.amount(inputTokens, 0, maxOutputTokens), known.currency()))
                .orElseGet(() -> new Bill().addUnpriced(messages));
    }
}
