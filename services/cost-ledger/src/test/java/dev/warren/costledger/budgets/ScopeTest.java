package dev.warren.costledger.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScopeTest {

    private static final Scope CALL = new Scope("u-1", null, "triage", "primary", "gpt");

    @Test
    void nothingSetCoversEverythingTogether() {
        assertThat(Scope.ALL.account(CALL)).contains(Scope.ALL);
        assertThat(Scope.ALL.word()).isEqualTo("all");
    }

    @Test
    void aValueCoversThatValue() {
        // Given
        Scope scope = new Scope("u-1", null, "triage", null, null);

        // Then
        assertThat(scope.account(CALL)).contains(scope);
        assertThat(scope.account(new Scope("u-2", null, "triage", "primary", "gpt")))
                .isEmpty();
        assertThat(scope.word()).isEqualTo("user-feature");
    }

    @Test
    void eachValueHasAnAccountOfItsOwn() {
        // Given
        Scope scope = new Scope(Scope.EACH, null, Scope.EACH, null, null);

        // When
        Scope account = scope.account(CALL).orElseThrow();

        // Then
        assertThat(account).isEqualTo(new Scope("u-1", null, "triage", null, null));
        assertThat(scope.has(account)).isTrue();
        assertThat(scope.account(scope.key(account))).isEqualTo(account);
    }

    @Test
    void aCallWithoutAValueIsOnNoAccountOfEach() {
        assertThat(new Scope(null, Scope.EACH, null, null, null).account(CALL)).isEmpty();
    }

    @Test
    void anAccountOfAnotherScopeIsNone() {
        // Given
        Scope scope = new Scope(Scope.EACH, null, null, null, null);

        // Then
        assertThat(scope.has(Scope.ALL)).isFalse();
        assertThat(scope.has(scope)).isFalse();
        assertThat(scope.has(new Scope("u-1", null, "triage", null, null))).isFalse();
    }
}
