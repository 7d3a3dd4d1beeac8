package dev.warren.costledger.spend;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The answer to a question for spend. Its totals are over all groups, also those on other pages, and are exactly their
 * sums.
 *
 * @param from the first moment; null for since ever
 * @param to the first moment after; null for until now
 * @param tz where a day begins
 * @param by what the groups differ in
 * @param groupCount how many groups there are on all pages
 * @param groups one page of them, sorted by what they differ in, then by currency
 * @param total one per currency
 * @param flaggedCalls how many entries there are about which something could not be taken as it was said, counted up to
 *     ten thousand; not there where there is none
 */
public record SpendReport(
        Instant from,
        Instant to,
        String tz,
        List<String> by,
        long groupCount,
        List<Group> groups,
        List<Sums> total,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long flaggedCalls) {

    /**
     * The entries that are alike in everything that was asked {@code by}, and whose amounts have the same currency.
     * What is unpriced has none: it is counted with the first currency that the group has otherwise, and makes a group
     * without currency where it has none, or where the question was by currency.
     *
     * @param key what they have in common, by dimension; the values may be null
     * @param sums how much they are
     */
    @JsonPropertyOrder({"key", "sums"})
    public record Group(
            @JsonAnyGetter Map<String, String> key,
            @JsonUnwrapped Sums sums) {}

    /**
     * How much some entries are.
     *
     * @param calls how many there are, the unpriced ones included
     * @param inputTokens of all calls, the cached ones included
     * @param cachedInputTokens of all calls
     * @param outputTokens of all calls
     * @param amount exact, as a plain decimal in a string so that no reader rounds it; null where nothing is priced
     * @param currency ISO 4217; null where nothing is priced
     * @param unpricedCalls how many calls are missing in the amount
     * @param reused how many answers were used again instead of a call; they cost nothing and are not in {@code calls}
     * @param saved what calls would have cost instead, or more where a cascade spared them, as exact as the amount;
     *     null where nothing is priced
     */
    public record Sums(
            long calls,
            long inputTokens,
            long cachedInputTokens,
            long outputTokens,
            String amount,
            String currency,
            long unpricedCalls,
            long reused,
            String saved) {}
}
