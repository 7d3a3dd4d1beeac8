package dev.warren.aiconsumer.holds;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once it is known which calls budgets limit: until then, none is made. */
@ApplicationScoped
@Readiness
class RulesKnown implements HealthCheck {

    private final RuleBook book;

    RulesKnown(RuleBook book) {
        this.book = book;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("budget rules").status(book.isKnown()).build();
    }
}
