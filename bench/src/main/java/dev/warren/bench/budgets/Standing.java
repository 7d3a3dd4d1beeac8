package dev.warren.bench.budgets;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/**
 * What the ledger says of the budget's only account.
 *
 * @param limit with what it was raised by
 * @param spent what calls cost
 * @param assumed at most so much for calls whose cost nobody knows
 * @param held set aside for calls that are under way
 */
record Standing(BigDecimal limit, BigDecimal spent, BigDecimal assumed, BigDecimal held) {

    /** There was no call yet. */
    static final Standing NONE = new Standing(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    static Standing of(JsonNode account) {
        return new Standing(
                amount(account, "limit"),
                amount(account, "spent"),
                amount(account, "assumed"),
                amount(account, "held"));
    }

    BigDecimal sum() {
        return used().add(held);
    }

    BigDecimal used() {
        return spent.add(assumed);
    }

    BigDecimal left() {
        return limit.subtract(sum());
    }

    private static BigDecimal amount(JsonNode account, String field) {
        return new BigDecimal(account.get(field).asText());
    }
}
