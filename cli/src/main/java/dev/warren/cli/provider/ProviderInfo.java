package dev.warren.cli.provider;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A provider as an AI service tells of it.
 *
 * @param name its name in chains
 * @param onLedger what it is called in prices and spend; null for the embedded one
 * @param state in a word
 * @param keyRefusedSince since when it refuses the key; null while it does not
 * @param calls how many calls of late the next two are about
 * @param medianMillis the median time of an answer; null without one
 * @param errorShare the share of calls that were not answered, from 0 to 1; null without a call
 */
record ProviderInfo(
        String name,
        String model,
        String onLedger,
        String state,
        Instant keyRefusedSince,
        long restSeconds,
        int limit,
        int inFlight,
        int waiting,
        int calls,
        Long medianMillis,
        BigDecimal errorShare) {}
