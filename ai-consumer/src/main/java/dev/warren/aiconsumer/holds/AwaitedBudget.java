package dev.warren.aiconsumer.holds;

import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldDecided.Decision;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What an event waits for: room on an account for its call. As text it is in a header of the event while it is held, as
 * in {@code daily userid=u-42 bound=0.0123 currency=USD why=exhausted}.
 *
 * @param account the account, as {@link HardBudgetRules} names it
 * @param bound what the call costs at most; 0 where a price is all that it needs; null where an older service held it
 * @param currency ISO 4217; null where no price is known
 * @param why the ledger's decision; null where an older service held it
 */
record AwaitedBudget(String account, BigDecimal bound, String currency, String why) {

    private static final String BOUND = "bound";
    private static final String CURRENCY = "currency";
    private static final String WHY = "why";

    static AwaitedBudget of(String account, HoldDecided decided) {
        boolean isPriced = decided.decision() != Decision.UNPRICED && decided.amount() != null;
        return new AwaitedBudget(
                account,
                isPriced ? decided.amount() : BigDecimal.ZERO,
                isPriced ? decided.currency() : null,
                decided.decision().value());
    }

    /** Reads {@link #text()}, and what an older service wrote: an account and nothing else. */
    static AwaitedBudget of(String text) {
        StringJoiner account = new StringJoiner(" ");
        Map<String, String> rest = new HashMap<>();
        for (String part : text.split(" ", -1)) {
            int end = part.indexOf('=');
            String name = end < 0 ? "" : part.substring(0, end);
            switch (name) {
                case BOUND, CURRENCY, WHY -> rest.put(name, part.substring(end + 1));
                default -> account.add(part);
            }
        }
        return new AwaitedBudget(account.toString(), number(rest.get(BOUND)), rest.get(CURRENCY), rest.get(WHY));
    }

    String text() {
        StringJoiner text = new StringJoiner(" ").add(account);
        add(text, BOUND, bound == null ? null : bound.toPlainString());
        add(text, CURRENCY, currency);
        add(text, WHY, why);
        return text.toString();
    }

    /** The name of the budget. */
    String budget() {
        return account.split(" ", 2)[0];
    }

    private static void add(StringJoiner text, String name, String value) {
        if (value != null) {
            text.add(name + "=" + value);
        }
    }

    private static BigDecimal number(String text) {
        try {
            return text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
