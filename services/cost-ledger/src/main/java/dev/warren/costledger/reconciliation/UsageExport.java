package dev.warren.costledger.reconciliation;

import java.util.Map;
import java.util.SortedMap;

/**
 * A provider's record of usage.
 *
 * @param days by day and model
 * @param calls by the provider's id of the call; empty where the record has no ids
 */
record UsageExport(SortedMap<ReconciliationKey, UsageTotals> days, Map<String, UsageTotals> calls) {}
