package dev.warren.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.bench.budgets.BudgetRun;
import dev.warren.bench.budgets.BudgetScenario;
import dev.warren.bench.budgets.BudgetVerdict;
import dev.warren.testing.Servers;
import org.junit.jupiter.api.Test;

/**
 * A hard budget in front of two classifiers, one of which is killed; the long version is {@code ./warren bench
 * budgets}.
 */
class BudgetsIT {

    private static final int EVENTS = 300;
    private static final int WORTH = 75;
    private static final int CLASSIFIERS = 2;
    private static final long SEED = 3;

    @Test
    void aHardBudgetIsNeverOverspentAndNothingIsHeldForNothing() throws Exception {
        // Given
        BudgetRun run =
                new BudgetRun(Servers.fromEnvironment(), BudgetScenario.shortened(EVENTS, WORTH, CLASSIFIERS), SEED);

        // When
        BudgetVerdict verdict = run.play();

        // Then
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.used().completed() + verdict.released().completed()).isEqualTo(EVENTS);
    }
}
