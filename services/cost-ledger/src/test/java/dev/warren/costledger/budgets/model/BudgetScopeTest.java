package dev.warren.costledger.budgets.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetScopeTest {

    private static final BudgetScope CALL = new BudgetScope("u-1", null, "triage", "primary", "gpt");

    @Test
    void nothingSetCoversEverythingTogether() {
        assertThat(BudgetScope.ALL.account(CALL)).contains(BudgetScope.ALL);
        assertThat(BudgetScope.ALL.word()).isEqualTo("all");
    }

    @Test
    void aValueCoversThatValue() {
        // Given
        BudgetScope scope = new BudgetScope("u-1", null, "triage", null, null);

        // Then
        assertThat(scope.account(CALL)).contains(scope);
        assertThat(scope.account(new BudgetScope("u-2", null, "triage", "primary", "gpt")))
                .isEmpty();
        assertThat(scope.word()).isEqualTo("user-feature");
    }

    @Test
    void eachValueHasAnAccountOfItsOwn() {
        // Given
        BudgetScope scope = new BudgetScope(BudgetScope.EACH, null, BudgetScope.EACH, null, null);

        // When
        BudgetScope account = scope.account(CALL).orElseThrow();

        // Then
        assertThat(account).isEqualTo(new BudgetScope("u-1", null, "triage", null, null));
        assertThat(scope.has(account)).isTrue();
        assertThat(scope.account(scope.key(account))).isEqualTo(account);
    }

    @Test
    void aCallWithoutAValueIsOnNoAccountOfEach() {
        assertThat(new BudgetScope(null, BudgetScope.EACH, null, null, null).account(CALL))
                .isEmpty();
    }

    @Test
    void anAccountOfAnotherScopeIsNone() {
        // Given
        BudgetScope scope = new BudgetScope(BudgetScope.EACH, null, null, null, null);

        // Then
        assertThat(scope.has(BudgetScope.ALL)).isFalse();
        assertThat(scope.has(scope)).isFalse();
        assertThat(scope.has(new BudgetScope("u-1", null, "triage", null, null)))
                .isFalse();
    }
}
