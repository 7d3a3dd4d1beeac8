package dev.warren.costledger.budgets.definition;

import dev.warren.contracts.json.Decimals;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Amounts as text, so that no reader makes floats of them. */
public final class MoneyFormat {

    private static final Pattern FORM = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

    private MoneyFormat() {}

    /**
     * Reads an amount exactly.
     *
     * @throws IllegalArgumentException if it is not a plain decimal above 0
     */
    public static BigDecimal of(String text) {
        BigDecimal amount = limit(text);
        if (amount.signum() == 0) {
            throw new IllegalArgumentException("must be positive");
        }
        return amount;
    }

    /**
     * Reads an amount exactly, which may be 0.
     *
     * @throws IllegalArgumentException if it is not a plain decimal
     */
    static BigDecimal limit(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be a plain decimal, with at most 12 digits before the point and 9 behind it");
        }
        return new BigDecimal(text);
    }

    /** Writes an amount exactly, without needless zeros; null stays null. */
    public static String text(BigDecimal amount) {
        return amount == null ? null : Decimals.plain(amount);
    }
}
