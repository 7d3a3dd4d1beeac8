package dev.warren.bench.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/**
 * What the ledger says of the budget's only account.
 *
 * @param limit with what it was raised by
 * @param spent what calls cost
 * @param assumed at most so much for calls whose cost nobody knows
 * @param held reserved for calls that are under way
 */
public record LedgerBalance(BigDecimal limit, BigDecimal spent, BigDecimal assumed, BigDecimal held) {

    /** There was no call yet. */
    public static final LedgerBalance NONE =
            new LedgerBalance(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    static LedgerBalance of(JsonNode account) {
        return new LedgerBalance(
                amount(account, "limit"),
                amount(account, "spent"),
                amount(account, "assumed"),
                amount(account, "held"));
    }

    /** What the limit is used up by, calls under way included. */
    public BigDecimal sum() {
        return used().add(held);
    }

    /** What calls have cost, as far as is known, and at most for the others. */
    public BigDecimal used() {
        return spent.add(assumed);
    }

    /** What is left of the limit. */
    public BigDecimal left() {
        return limit.subtract(sum());
    }

    private static BigDecimal amount(JsonNode account, String field) {
        return new BigDecimal(account.get(field).asText());
    }
}
