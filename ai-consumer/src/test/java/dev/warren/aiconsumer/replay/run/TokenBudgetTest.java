package dev.warren.aiconsumer.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBudgetTest {

    @Test
    void whatOthersMayNeedIsNotGivenAwayAndComesBackWhereTheyDidNotNeedIt() {
        // Given
        TokenBudget budget = new TokenBudget(250L, 0);
        assertThat(budget.reserve(120)).isTrue();
        assertThat(budget.reserve(120)).isTrue();
        assertThat(budget.reserve(120)).isFalse();
        assertThat(budget.canEverFit(120)).isTrue();

        // When
        budget.settle(120, 50);

        // Then
        assertThat(budget.reserve(80)).isTrue();
    }

    @Test
    void whatWasUsedBeforeCounts() {
        TokenBudget budget = new TokenBudget(250L, 200);

        assertThat(budget.reserve(51)).isFalse();
        assertThat(budget.canEverFit(51)).isFalse();
        assertThat(budget.reserve(50)).isTrue();
    }

    @Test
    void withoutABoundThereIsAlwaysEnough() {
        TokenBudget budget = new TokenBudget(null, Long.MAX_VALUE / 2);

        assertThat(budget.isBounded()).isFalse();
        assertThat(budget.reserve(1_000_000)).isTrue();
    }
}
