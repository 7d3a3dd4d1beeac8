package dev.warren.costledger.budgets.model;

/**
 * A call that was refused, as nobody knows what it costs in the currency of a hard budget.
 *
 * @param provider who would have been asked
 * @param model what would have been asked
 * @param budget the budget that needs a price
 * @param message why, for a person
 */
public record UnpricedRefusal(String provider, String model, String budget, String message) {}
