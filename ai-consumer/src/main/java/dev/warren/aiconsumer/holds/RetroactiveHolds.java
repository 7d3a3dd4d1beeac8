package dev.warren.aiconsumer.holds;

import dev.warren.amqp.PeriodicTask;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Requests holds for calls already in flight when a hard budget starts to cover them, so that holds for other calls
 * leave enough of the budget for them. Thread-safe.
 */
@ApplicationScoped
class RetroactiveHolds {

    private static final Duration LOOK = Duration.ofMillis(200);
    /** A call that began with the rules before may be entered a moment after new ones have come. */
    private static final int LOOKS = 5;

    private final CurrentBudgetRules budgetRules;
    private final BudgetClient budgetClient;
    private volatile PeriodicTask periodicTask;
    private HardBudgetRules seen = HardBudgetRules.NONE;
    private int looks;

    RetroactiveHolds(CurrentBudgetRules budgetRules, BudgetClient budgetClient) {
        this.budgetRules = budgetRules;
        this.budgetClient = budgetClient;
    }

    void onStart(@Observes StartupEvent event) {
        periodicTask = PeriodicTask.start("late-holds", LOOK, this::look);
    }

    void onStop(@Observes ShutdownEvent event) {
        if (periodicTask != null) {
            periodicTask.close();
        }
    }

    private void look() {
        HardBudgetRules rules = budgetRules.current();
        if (rules.version() != seen.version()) {
            seen = rules;
            looks = LOOKS;
        }
        if (looks > 0) {
            looks--;
            budgetClient.holdLate(rules);
        }
    }
}
