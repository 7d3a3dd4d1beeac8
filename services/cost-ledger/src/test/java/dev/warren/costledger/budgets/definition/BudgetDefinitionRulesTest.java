package dev.warren.costledger.budgets.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.Budget.Kind;
import dev.warren.costledger.budgets.model.Budget.Origin;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetScope;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetDefinitionRulesTest {

    private final List<String> faults = new ArrayList<>();
    private final BudgetDefinitionRules rules = new BudgetDefinitionRules((field, code, detail) -> faults.add(field));

    @Test
    void everythingThatIsSaidIsInTheBudget() {
        // Given
        Dimensions each = new Dimensions("*", null, "ticket-triage", null, null);
        BudgetDefinition budgetDefinition = new BudgetDefinition(
                "hard", "EUR", "5.10", each, "week", null, "Europe/Berlin", List.of(90, 120), "ada", "because");

        // When
        Optional<Budget> budget = rules.apply("each-user", Origin.FILE, budgetDefinition);

        // Then
        assertThat(faults).isEmpty();
        assertThat(budget)
                .contains(new Budget(
                        "each-user",
                        Kind.HARD,
                        Origin.FILE,
                        "EUR",
                        new BigDecimal("5.10"),
                        new BudgetScope("*", null, "ticket-triage", null, null),
                        new BudgetPeriod(BudgetPeriod.Unit.WEEK, null, ZoneId.of("Europe/Berlin")),
                        List.of(90, 120),
                        0));
    }

    @Test
    void whatIsNotSaidIsTheUsual() {
        // When
        Budget budget = rules.apply("all", Origin.API, monthly("100")).orElseThrow();

        // Then
        assertThat(budget.scope()).isEqualTo(BudgetScope.ALL);
        assertThat(budget.period().zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(budget.thresholds()).containsExactly(50, 80, 100);
    }

    @Test
    void allFaultsAreSaidAtOnce() {
        // Given
        Dimensions bad = new Dimensions("u-*", " ", null, null, "a\nb");
        BudgetDefinition budgetDefinition = new BudgetDefinition(
                "firm", "usd", "none", bad, "rolling", null, "Berlin", List.of(80, 50), null, null);

        // When
        Optional<Budget> budget = rules.apply("Each User", Origin.API, budgetDefinition);

        // Then
        assertThat(budget).isEmpty();
        assertThat(faults)
                .containsExactly(
                        "name",
                        "kind",
                        "currency",
                        "limit",
                        "scope.user",
                        "scope.team",
                        "scope.model",
                        "length",
                        "zone",
                        "zone",
                        "thresholds");
    }

    @Test
    void whatMustBeSaidIsNamed() {
        // When
        rules.apply(
                "all", Origin.API, new BudgetDefinition(null, null, null, null, null, null, null, null, null, null));

        // Then
        assertThat(faults).containsExactly("kind", "currency", "limit", "period");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", "1,5", "", "1.0000000001", "1234567890123", "NaN", "\u0661"})
    void anAmountIsAPlainDecimal(String limit) {
        // When
        rules.apply("all", Origin.API, monthly(limit));

        // Then
        assertThat(faults).containsExactly("limit");
    }

    @ParameterizedTest
    @CsvSource({"90m, 90m", "24h, 1d", "36h, 36h", "7d, 7d", "P7D, 7d", "PT1M, 1m", "366d, 366d"})
    void lengthsAreReadAndWritten(String text, String written) {
        // When
        Budget budget = rules.apply("all", Origin.API, rolling(text)).orElseThrow();

        // Then
        assertThat(BudgetDefinition.of(budget).length()).isEqualTo(written);
        assertThat(budget.period().length()).isPositive().isLessThanOrEqualTo(Duration.ofDays(366));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0m", "30s", "PT90S", "367d", "7 d", "-P7D", "7w", "999999d"})
    void otherLengthsAreRefused(String text) {
        // When
        rules.apply("all", Origin.API, rolling(text));

        // Then
        assertThat(faults).containsExactly("length");
    }

    @Test
    void whatIsWrittenIsReadAgainAsTheSame() {
        // Given
        Budget budget = rules.apply("all", Origin.API, rolling("36h")).orElseThrow();

        // Then
        assertThat(rules.apply("all", Origin.API, BudgetDefinition.of(budget))).contains(budget);
    }

    private static BudgetDefinition monthly(String limit) {
        return new BudgetDefinition("soft", "USD", limit, null, "month", null, null, null, null, null);
    }

    private static BudgetDefinition rolling(String length) {
        return new BudgetDefinition("soft", "USD", "1", null, "rolling", length, null, null, null, null);
    }
}
