package dev.warren.costledger.booking.correction;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.warren.contracts.json.Decimals;
import dev.warren.costledger.booking.Charge;
import dev.warren.costledger.booking.UsageRecord;
import dev.warren.costledger.booking.UsageRecord.Tokens;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What came of saying what a call used.
 *
 * @param callId the call
 * @param status what was done
 * @param before what was known before; null where nothing was done about the call
 * @param after what is known now; null where nothing was done about the call
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CorrectionResult(String callId, Status status, Known before, Known after) {

    static CorrectionResult not(String callId, Status status) {
        return new CorrectionResult(callId, status, null, null);
    }

    /** What was done. */
    public enum Status {
        /** The difference was booked, or would be. */
        CORRECTED,
        /** The ledger knew so before. */
        UNCHANGED,
        /** No call of this id was booked; nothing was done. */
        UNKNOWN_CALL,
        /** No price covers the call: bring one first. Nothing was done. */
        UNPRICED;

        /** The word used in JSON. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What is known of a call.
     *
     * @param tokensKnown whether the counts are
     * @param cost what it costs; none where nobody knows
     */
    @RegisterForReflection
    public record Known(
            boolean tokensKnown,
            long inputTokens,
            long cachedInputTokens,
            long cacheWriteInputTokens,
            long outputTokens,
            long reasoningTokens,
            List<Cost> cost) {

        static Known of(UsageRecord usage, Collection<Charge> charges) {
            Tokens tokens = usage.tokens();
            return new Known(
                    tokens.known(),
                    tokens.input(),
                    tokens.cachedInput(),
                    tokens.cacheWrite(),
                    tokens.output(),
                    tokens.reasoning(),
                    charges.stream().map(Cost::of).toList());
        }
    }

    /** A plain decimal in a string, so that no reader rounds it. */
    @RegisterForReflection
    public record Cost(String amount, String currency) {

        static Cost of(Charge charge) {
            return new Cost(Decimals.plain(charge.amount()), charge.currency());
        }
    }
}
