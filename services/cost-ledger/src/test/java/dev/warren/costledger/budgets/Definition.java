package dev.warren.costledger.budgets;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;

/** A definition in the making: a hard total budget in USD unless a test says otherwise. */
final class Definition {

    private final String name;
    private final Scope scope;
    private Budget.Kind kind = Budget.Kind.HARD;
    private BigDecimal limit = BigDecimal.ONE;
    private Period period = new Period(Period.Unit.TOTAL, null, ZoneOffset.UTC);

    private Definition(String name, Scope scope) {
        this.name = name;
        this.scope = scope;
    }

    static Definition of(String name, Scope scope) {
        return new Definition(name, scope);
    }

    Definition soft() {
        kind = Budget.Kind.SOFT;
        return this;
    }

    Definition hard() {
        kind = Budget.Kind.HARD;
        return this;
    }

    Definition limit(String amount) {
        limit = new BigDecimal(amount);
        return this;
    }

    Definition per(Period.Unit unit) {
        period = new Period(unit, null, ZoneOffset.UTC);
        return this;
    }

    Definition rolling(Duration length) {
        period = new Period(Period.Unit.ROLLING, length, ZoneOffset.UTC);
        return this;
    }

    Budget budget() {
        return new Budget(name, kind, Budget.Origin.API, "USD", limit, scope, period, Budget.THRESHOLDS, 0);
    }
}
