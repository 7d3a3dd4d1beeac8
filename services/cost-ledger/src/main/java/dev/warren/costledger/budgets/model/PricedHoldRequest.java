package dev.warren.costledger.budgets.model;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * A request for a hold that makes sense, with its price.
 *
 * @param callId the call
 * @param call the call's values
 * @param bound the upper bound of what the call costs; null where no price is known
 * @param currency ISO 4217; null where no price is known
 * @param life how long the hold lasts, unless it ends before
 */
public record PricedHoldRequest(String callId, BudgetScope call, BigDecimal bound, String currency, Duration life) {

    public boolean isPriced() {
        return bound != null;
    }

    public boolean isFree() {
        return isPriced() && bound.signum() == 0;
    }
}
