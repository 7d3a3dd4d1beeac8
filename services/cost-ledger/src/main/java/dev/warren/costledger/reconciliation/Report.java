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
 */
public record Report(
        String provider,
        String currency,
        String tz,
        LocalDate first,
        LocalDate last,
        List<Day> days,
        Total total,
        Calls calls) {

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
     */
    public record Call(String callId, Instant at, LocalDate day, String model, String outcome, String why) {}
}
