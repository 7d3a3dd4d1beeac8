package dev.warren.costledger.booking;

import dev.warren.costledger.prices.PriceRow;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * What a usage costs, or why that is not known; unknown is not free.
 *
 * @param amount exact, negative where a correction takes back; 0 for an answer that was used again; null where unknown
 * @param saved what a call would have cost instead of an answer that was used again, or the one that a cascade spared
 *     would have cost more; null where unknown, and for a call that spared none
 * @param currency ISO 4217; null where the amount is unknown
 * @param priceId the price that was computed with; null where the amount is unknown, or nothing at any price
 * @param reason why nothing is known; null where it is
 */
public record Charge(BigDecimal amount, BigDecimal saved, String currency, Long priceId, Reason reason) {

    private static final String USD = "USD";

    static Charge of(BigDecimal amount, BigDecimal saved, PriceRow row) {
        return new Charge(amount, saved, row.price().currency(), row.id(), null);
    }

    static Charge saving(BigDecimal saved, PriceRow row) {
        return new Charge(BigDecimal.ZERO, saved, row.price().currency(), row.id(), null);
    }

    /** Of no tokens at all, which cost nothing at whatever price. */
    public static Charge ofNothing() {
        return new Charge(BigDecimal.ZERO, null, USD, null, null);
    }

    public static Charge unpriced(Reason reason) {
        return new Charge(null, null, null, null, reason);
    }

    /** The sum of two of one currency, computed with the price of this one. */
    public Charge plus(Charge other) {
        return new Charge(amount.add(other.amount), sum(saved, other.saved), currency, priceId, null);
    }

    /** What takes this back. */
    public Charge negated() {
        return new Charge(amount.negate(), saved == null ? null : saved.negate(), currency, priceId, null);
    }

    /** Nothing where neither is known. */
    private static BigDecimal sum(BigDecimal one, BigDecimal other) {
        return one == null ? other : other == null ? one : one.add(other);
    }

    /** Whether booking this changes nothing. */
    public boolean isNothing() {
        return amount.signum() == 0 && (saved == null || saved.signum() == 0);
    }

    /** Whether there is an amount. */
    public boolean isPriced() {
        return reason == null;
    }

    /** Why there is no amount. */
    public enum Reason {
        /** No price covers provider and model at the time of the call. */
        UNKNOWN_MODEL("unknown-model"),
        /** Nobody knows how many tokens the call used, and the model is not free. */
        UNKNOWN_TOKENS("unknown-tokens");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** Reads {@link #word()}. */
        public static Reason of(String word) {
            return Arrays.stream(values())
                    .filter(reason -> reason.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(word));
        }

        /** The word used in the database, in metrics and in alerts. */
        public String word() {
            return word;
        }
    }
}
