package dev.warren.costledger.booking;

import dev.warren.costledger.prices.PriceRow;
import java.math.BigDecimal;

/**
 * What a usage costs, or why that is not known; unknown is not free.
 *
 * @param amount exact; 0 for an answer that was used again; null where unknown
 * @param saved what a call would have cost instead of an answer that was used again; null where unknown, and for a call
 * @param currency ISO 4217; null where the amount is unknown
 * @param priceId the price that was computed with; null where the amount is unknown
 * @param reason why nothing is known; null where it is
 */
record Charge(BigDecimal amount, BigDecimal saved, String currency, Long priceId, Reason reason) {

    static Charge of(BigDecimal amount, PriceRow row) {
        return new Charge(amount, null, row.price().currency(), row.id(), null);
    }

    static Charge saving(BigDecimal saved, PriceRow row) {
        return new Charge(BigDecimal.ZERO, saved, row.price().currency(), row.id(), null);
    }

    static Charge unpriced(Reason reason) {
        return new Charge(null, null, null, null, reason);
    }

    boolean isPriced() {
        return reason == null;
    }

    /** Why there is no amount. */
    enum Reason {
        /** No price covers provider and model at the time of the call. */
        UNKNOWN_MODEL("unknown-model"),
        /** Nobody knows how many tokens the call used, and the model is not free. */
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
