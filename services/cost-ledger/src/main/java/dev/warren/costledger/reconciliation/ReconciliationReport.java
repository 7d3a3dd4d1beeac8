package dev.warren.costledger.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * How a provider's record and the ledger differ. Amounts are exact decimals in strings; every difference is the
 * provider's figure less the ledger's.
 *
 * @param provider whose calls
 * @param currency ISO 4217, of all amounts
 * @param tz where days begin
 * @param first the first day of the record
 * @param last the last day of the record
 * @param days one per day and model that either knows, in this order
 * @param total over all of them
 * @param calls calls of the ledger without a counterpart in the record
 * @param offers what the record says about calls whose tokens nobody knows
 * @param reported what the provider said with each call that it costs, beside the ledger's amount; by day and model,
 *     only in US dollars
 */
public record ReconciliationReport(
        String provider,
        String currency,
        String tz,
        LocalDate first,
        LocalDate last,
        List<Day> days,
        Total total,
        Calls calls,
        List<Offer> offers,
        List<Reported> reported) {

    /** How the two stand to each other. */
    public enum Verdict {
        /** Tokens and amount are the same. */
        AGREES,
        /** Both know of it, with other figures. */
        DIFFERS,
        /** The provider has charged for what the ledger does not know. */
        NOT_IN_LEDGER,
        /** The ledger knows of calls that the provider does not list. */
        NOT_IN_EXPORT;

        /** The word used in JSON. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A day of a model.
     *
     * @param exported what the provider says; null where it says nothing
     * @param ledger what the ledger says; null where it says nothing
     * @param difference why they differ; null where they agree
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Day(
            LocalDate day, String model, Verdict verdict, Side exported, Side ledger, Difference difference) {}

    /**
     * What one of the two says.
     *
     * @param calls how many; only the ledger knows
     * @param unpricedCalls how many of them are missing in the amount; only the ledger knows
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Side(
            Long calls,
            Long unpricedCalls,
            long inputTokens,
            long cachedInputTokens,
            long outputTokens,
            String amount) {}

    /**
     * A difference in amount, taken apart: tokens at the price that the ledger has for the day, and the rest, which is
     * another price.
     *
     * @param input tokens of the request that were not cached
     * @param price what tokens do not explain; null where the ledger has no price
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(Part input, Part cachedInput, Part output, String price, String amount) {}

    /**
     * A difference in one class of tokens.
     *
     * @param amount what so many tokens cost; null where the ledger has no price
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(long tokens, String amount) {}

    /** Sums over all days and models. */
    public record Total(Side exported, Side ledger, String difference) {}

    /**
     * Calls of the ledger without a counterpart.
     *
     * @param count how many there are
     * @param listed the first of them, in the order of their time
     */
    public record Calls(long count, List<Call> listed) {}

    /**
     * A call.
     *
     * @param why {@code not-in-export}: the record has nothing of its day and model; {@code unknown-tokens}: the
     *     provider gave no counts for it, and may or may not have charged for it
     * @param providerCallId the provider's own id of the call; not there where it gave none
     * @param tokensKnown whether anybody knows what it used
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Call(
            String callId,
            Instant at,
            LocalDate day,
            String model,
            String outcome,
            String why,
            String providerCallId,
            boolean tokensKnown) {}

    /**
     * What the record says about a call whose tokens nobody knows.
     *
     * @param why {@code id-in-export}: the record has the call's id; {@code id-not-in-export}: it has ids, and not this
     *     one; {@code day-not-in-export}: it has nothing of the day and model; {@code totals-agree}: its tokens are
     *     those of the other calls; {@code rest-of-the-day}: this is the only such call, and what is left over is its
     * @param correction to be sent to {@code /v1/calls/corrections}
     */
    public record Offer(String why, Correction correction) {}

    /** What a call used, as {@code /v1/calls/corrections} takes it. */
    public record Correction(String callId, long inputTokens, long cachedInputTokens, long outputTokens) {}

    /**
     * What a provider said that calls cost.
     *
     * @param calls of how many calls it said so
     * @param amount the sum of what it said
     * @param ledger what the ledger has for the same calls
     * @param difference the provider's sum less the ledger's
     */
    public record Reported(LocalDate day, String model, long calls, String amount, String ledger, String difference) {}
}
