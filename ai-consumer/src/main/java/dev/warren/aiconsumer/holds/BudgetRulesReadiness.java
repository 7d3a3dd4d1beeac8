package dev.warren.aiconsumer.holds;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once it is known which calls budgets limit: until then, none is made. */
@ApplicationScoped
@Readiness
class BudgetRulesReadiness implements HealthCheck {

    private static final String REASON =
            "The ledger has not published its budget rules yet; without a ledger, set warren.holds.enabled=false";

    private final CurrentBudgetRules budgetRules;

    BudgetRulesReadiness(CurrentBudgetRules budgetRules) {
        this.budgetRules = budgetRules;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder rules = HealthCheckResponse.named("budget rules");
        return budgetRules.isKnown()
                ? rules.up().build()
                : rules.down().withData("reason", REASON).build();
    }
}
