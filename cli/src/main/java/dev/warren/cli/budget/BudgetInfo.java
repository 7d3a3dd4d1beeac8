package dev.warren.cli.budget;

import java.math.BigDecimal;
import java.util.List;

/**
 * A budget as the ledger has it.
 *
 * @param kind hard or soft
 * @param currency ISO 4217
 * @param length of a rolling period; null for any other
 * @param origin file or api
 * @param version what a change must name
 * @param accounts how many there are
 * @param fullest the account that most was spent on; null where there is none
 */
record BudgetInfo(
        String name,
        String kind,
        String currency,
        BigDecimal limit,
        ScopeInfo scope,
        String period,
        String length,
        String zone,
        List<Integer> thresholds,
        String origin,
        long version,
        long accounts,
        AccountInfo fullest) {

    /** For example {@code day (Europe/Berlin)}, {@code rolling 7d}, {@code total}. */
    String phrase() {
        return switch (period) {
            case "rolling" -> "rolling " + length;
            case "total" -> period;
            default -> "UTC".equals(zone) ? period : "%s (%s)".formatted(period, zone);
        };
    }

    /** An amount in the budget's currency, exactly. */
    String money(BigDecimal amount) {
        return amount == null ? null : plain(amount) + " " + currency;
    }

    /** An amount, exactly and without needless zeros. */
    static String plain(BigDecimal amount) {
        if (amount == null) {
            return null;
        }
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
