package dev.warren.aiconsumer.holds;

import dev.warren.amqp.PeriodicTask;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Has money set aside for calls that are under way already when a budget that covers them is made or becomes hard: what
 * the ledger grants to others then leaves room for them. Thread-safe.
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
