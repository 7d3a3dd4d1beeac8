package dev.warren.costledger.budgets.model;

/**
 * Who changes something, and why; kept for ever.
 *
 * @param who in the caller's own words
 * @param why in the caller's own words
 * @param key makes it happen once: a change with a key that was used before changes nothing; null for none
 */
public record ChangeAuthor(String who, String why, String key) {}
