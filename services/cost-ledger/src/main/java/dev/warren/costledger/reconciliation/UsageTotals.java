package dev.warren.costledger.reconciliation;

import java.math.BigDecimal;

/**
 * How much was used, and what it cost.
 *
 * @param input tokens, the cached ones included
 * @param cachedInput tokens
 * @param output tokens
 * @param amount exact
 */
record UsageTotals(long input, long cachedInput, long output, BigDecimal amount) {

    static final UsageTotals NONE = new UsageTotals(0, 0, 0, BigDecimal.ZERO);

    UsageTotals plus(UsageTotals other) {
        return new UsageTotals(
                Math.addExact(input, other.input),
                Math.addExact(cachedInput, other.cachedInput),
                Math.addExact(output, other.output),
                amount.add(other.amount));
    }

    UsageTotals minus(UsageTotals other) {
        return plus(new UsageTotals(-other.input, -other.cachedInput, -other.output, other.amount.negate()));
    }

    boolean isNone() {
        return input == 0 && cachedInput == 0 && output == 0 && amount.signum() == 0;
    }

    boolean hasNoTokens() {
        return input == 0 && cachedInput == 0 && output == 0;
    }

    /** Whether a call can have used so much. */
    boolean isPossible() {
        return cachedInput >= 0 && input >= cachedInput && output >= 0;
    }

    /** The input that was charged in full. */
    long freshInput() {
        return input - cachedInput;
    }
}
