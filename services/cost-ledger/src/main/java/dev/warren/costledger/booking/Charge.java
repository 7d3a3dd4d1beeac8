package dev.warren.costledger.booking;

import dev.warren.costledger.prices.PriceRow;
import java.math.BigDecimal;

/**
 * What a call costs, or why that is not known; unknown is not free.
 *
 * @param amount exact; null where unknown
 * @param currency ISO 4217; null where the amount is unknown
 * @param priceId the price that the amount was computed with; null where it is unknown
 * @param reason why the amount is unknown; null where it is known
 */
record Charge(BigDecimal amount, String currency, Long priceId, Reason reason) {

    static Charge of(BigDecimal amount, PriceRow row) {
        return new Charge(amount, row.price().currency(), row.id(), null);
    }

    static Charge unpriced(Reason reason) {
        return new Charge(null, null, null, reason);
    }

    boolean isPriced() {
        return reason == null;
    }

    /** Why a call has no amount. */
    enum Reason {
        /** No price covers provider and model at the time of the call. */
        UNKNOWN_MODEL("unknown-model"),
        /** The provider did not say how many tokens the call used, and the model is not free. */
        UNKNOWN_TOKENS("unknown-tokens");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** The word used in the database, in metrics and in alerts. */
        String word() {
            return word;
        }
    }
}
