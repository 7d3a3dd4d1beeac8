package dev.warren.cli.money;

import java.math.BigDecimal;

/**
 * What the ledger says that calls cost which are made now.
 *
 * @param currency ISO 4217, of all amounts
 * @param amount what they cost
 * @param atMost no such calls cost more; null where nobody knows
 * @param maxPerMillion what a million of their tokens cost at most; null where nobody knows
 * @param free whether they cost nothing, whatever they use
 */
public record PriceQuote(
        String currency, BigDecimal amount, BigDecimal atMost, BigDecimal maxPerMillion, boolean free) {}
