package dev.warren.costledger.budgets.hold;

import dev.warren.costledger.budgets.model.BudgetScope;
import java.math.BigDecimal;

/**
 * A call that cost more than was reserved for it.
 *
 * @param call the call's values
 * @param servedModel the model that answered; null where it is the one that was asked, or nobody said
 * @param held what was reserved
 * @param cost what it cost
 * @param currency ISO 4217, of both
 */
public record HoldExcess(BudgetScope call, String servedModel, BigDecimal held, BigDecimal cost, String currency) {}
