package dev.warren.cli.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sum: exact, one amount per currency, beside it what could not be priced, as unknown is not free. Not thread-safe.
 */
public final class CostSum {

    private final Map<String, BigDecimal> amounts = new TreeMap<>();
    private long unpriced;

    /** Adds an amount. */
    public CostSum add(BigDecimal amount, String currency) {
        amounts.merge(currency, amount, BigDecimal::add);
        return this;
    }

    /** Adds calls whose cost nobody knows. */
    public CostSum addUnpriced(long calls) {
        unpriced += calls;
        return this;
    }

    /** Adds everything of another one. */
    public CostSum add(CostSum other) {
        other.amounts.forEach((currency, amount) -> add(amount, currency));
        return addUnpriced(other.unpriced);
    }

    /** For example {@code 0.0123 USD}, {@code 0.1 EUR + 2.5 USD, 3 unpriced}, {@code 0}. */
    @Override
    public String toString() {
        List<String> known = new ArrayList<>();
        amounts.forEach((currency, amount) -> known.add(plain(amount) + " " + currency));
        String sum = String.join(" + ", known);
        if (unpriced == 0) {
            return sum.isEmpty() ? "0" : sum;
        }
        return (sum.isEmpty() ? "" : sum + ", ") + unpriced + " unpriced";
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
