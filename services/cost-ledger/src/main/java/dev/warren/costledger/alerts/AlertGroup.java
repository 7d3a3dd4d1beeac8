package dev.warren.costledger.alerts;

/**
 * A group of alerts that are summarised, such as those of all accounts of one budget.
 *
 * @param key the unique key of the group
 * @param member the name of one member, for people
 * @param team the team of all members; null if they have no common team
 */
record AlertGroup(String key, String member, String team) {}
