package dev.warren.costledger.alerts;

/**
 * Many of which the same may be said at the same time, such as the accounts of a budget that has one for each user.
 *
 * @param key what the same is, in words that nothing else has
 * @param member one of them, in words for a person
 * @param team that all of them have; null where it is not one
 */
record AlertGroup(String key, String member, String team) {}
