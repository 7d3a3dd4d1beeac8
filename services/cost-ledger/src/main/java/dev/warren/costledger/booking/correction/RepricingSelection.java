package dev.warren.costledger.booking.correction;

import java.time.Instant;

/**
 * The calls that are to be repriced.
 *
 * @param from of this moment or later
 * @param to before this moment
 * @param provider to this provider, without regard to case; null for all
 * @param model to this model, without regard to case; null for all
 */
record RepricingSelection(Instant from, Instant to, String provider, String model) {}
