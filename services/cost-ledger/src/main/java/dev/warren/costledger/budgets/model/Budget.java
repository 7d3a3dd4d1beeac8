package dev.warren.costledger.budgets.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * A budget as somebody defined it. It covers calls that are priced in its currency.
 *
 * @param name unique; never changes
 * @param kind what happens when it is spent
 * @param origin who defined it
 * @param currency ISO 4217
 * @param limit how much may be spent in one period, on each account
 * @param scope which calls it covers
 * @param period how long the limit is for
 * @param thresholds in percent of the limit, growing: reaching one is worth an alert
 * @param version grows with every change of the definition, and goes on where a budget of that name was deleted;
 *     ignored in what is to be created or replaced
 */
public record Budget(
        String name,
        Kind kind,
        Origin origin,
        String currency,
        BigDecimal limit,
        BudgetScope scope,
        BudgetPeriod period,
        List<Integer> thresholds,
        long version) {

    /** The thresholds of a budget that names none. */
    public static final List<Integer> THRESHOLDS = List.of(50, 80, 100);

    public Budget {
        thresholds = List.copyOf(thresholds);
    }

    /** Whether calls need a hold. */
    public boolean isHard() {
        return kind == Kind.HARD;
    }

    /** Whether both define the same, whatever their versions; amounts are equal however they are written. */
    public boolean says(Budget other) {
        return name.equals(other.name)
                && kind == other.kind
                && origin == other.origin
                && limit.compareTo(other.limit) == 0
                && thresholds.equals(other.thresholds)
                && countsAs(other);
    }

    /** Whether the same calls are on the same accounts in the same periods. */
    public boolean countsAs(Budget other) {
        return currency.equals(other.currency) && scope.equals(other.scope) && period.equals(other.period);
    }

    /** What a budget does when it is spent. */
    public enum Kind {
        /** Calls are not made before money is reserved for them, so it is never overspent. */
        HARD,
        /** Calls go on; people are told. */
        SOFT;

        /** The word used in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads {@link #word()}.
         *
         * @throws IllegalArgumentException if it is none
         */
        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Where a definition comes from. */
    public enum Origin {
        /** Somebody asked for it over HTTP. */
        API,
        /** The file of budgets; it goes when it is no longer there. */
        FILE;

        /** The word used in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Origin of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
