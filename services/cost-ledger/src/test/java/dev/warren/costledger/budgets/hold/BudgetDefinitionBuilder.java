package dev.warren.costledger.budgets.hold;

import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetScope;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;

/** A definition in the making: a hard total budget in USD unless a test says otherwise. */
final class BudgetDefinitionBuilder {

    private final String name;
    private final BudgetScope scope;
    private Budget.Kind kind = Budget.Kind.HARD;
    private BigDecimal limit = BigDecimal.ONE;
    private BudgetPeriod period = new BudgetPeriod(BudgetPeriod.Unit.TOTAL, null, ZoneOffset.UTC);

    private BudgetDefinitionBuilder(String name, BudgetScope scope) {
        this.name = name;
        this.scope = scope;
    }

    static BudgetDefinitionBuilder of(String name, BudgetScope scope) {
        return new BudgetDefinitionBuilder(name, scope);
    }

    BudgetDefinitionBuilder soft() {
        kind = Budget.Kind.SOFT;
        return this;
    }

    BudgetDefinitionBuilder hard() {
        kind = Budget.Kind.HARD;
        return this;
    }

    BudgetDefinitionBuilder limit(String amount) {
        limit = new BigDecimal(amount);
        return this;
    }

    BudgetDefinitionBuilder per(BudgetPeriod.Unit unit) {
        period = new BudgetPeriod(unit, null, ZoneOffset.UTC);
        return this;
    }

    BudgetDefinitionBuilder rolling(Duration length) {
        period = new BudgetPeriod(BudgetPeriod.Unit.ROLLING, length, ZoneOffset.UTC);
        return this;
    }

    Budget budget() {
        return new Budget(name, kind, Budget.Origin.API, "USD", limit, scope, period, Budget.THRESHOLDS, 0);
    }
}
