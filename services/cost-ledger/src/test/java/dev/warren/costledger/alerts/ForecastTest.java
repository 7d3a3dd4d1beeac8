package dev.warren.costledger.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.contracts.v1.BudgetState.State;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetScope;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {

    private static final Instant MIDNIGHT = Instant.parse("2025-07-15T00:00:00Z");
    private static final Instant NEXT = MIDNIGHT.plus(Duration.ofDays(1));

    @ParameterizedTest
    @CsvSource({
        "6, 4, 2025-07-15T15:00:00Z",
        "3, 9.99, 2025-07-15T03:00:10Z",
        "12, 5.1, 2025-07-15T23:31:45Z",
    })
    void aBudgetThatEndsBeforeItsPeriodIsForeseen(int hours, BigDecimal spent, Instant end) {
        // When
        AlertTrigger found =
                Forecast.of(day(spent), MIDNIGHT.plus(Duration.ofHours(hours))).orElseThrow();

        // Then
        assertThat(found.alert().details()).containsEntry("usedUpAt", end.toString());
        assertThat(found.alert().message()).contains("Budget sales (user u-1)", end.toString(), NEXT.toString());
    }

    @ParameterizedTest
    @CsvSource({"12, 5", "1, 9", "6, 0", "6, 10", "6, 11"})
    void aBudgetThatLastsOrIsUsedUpOrHasHardlyBegunIsNot(int hours, BigDecimal spent) {
        assertThat(Forecast.of(day(spent), MIDNIGHT.plus(Duration.ofHours(hours))))
                .isEmpty();
    }

    @Test
    void aPeriodIsForeseenOnce() {
        // When
        List<String> occasions = Stream.of(
                        Forecast.of(day(new BigDecimal("4")), MIDNIGHT.plus(Duration.ofHours(6))),
                        Forecast.of(day(new BigDecimal("8")), MIDNIGHT.plus(Duration.ofHours(7))))
                .map(found -> found.orElseThrow().occasion())
                .distinct()
                .toList();

        // Then
        assertThat(occasions).hasSize(1);
    }

    @Test
    void everyThresholdThatIsReachedIsAnOccasionOfItsOwn() {
        assertThat(ThresholdAlertStep.occurrences(day(new BigDecimal("4.99")), MIDNIGHT))
                .isEmpty();
        assertThat(ThresholdAlertStep.occurrences(day(new BigDecimal("8")), MIDNIGHT)
                        .map(AlertTrigger::occasion))
                .containsExactly("sales|7|50|2025-07-15T00:00:00Z", "sales|7|80|2025-07-15T00:00:00Z");
    }

    private static AccountStatus day(BigDecimal spent) {
        BudgetScope each = new BudgetScope(BudgetScope.EACH, null, null, null, null);
        Budget budget = new Budget(
                "sales",
                Budget.Kind.HARD,
                Budget.Origin.API,
                "USD",
                BigDecimal.TEN,
                each,
                new BudgetPeriod(BudgetPeriod.Unit.DAY, null, ZoneOffset.UTC),
                Budget.THRESHOLDS,
                1);
        BudgetScope account = new BudgetScope("u-1", null, null, null, null);
        return new AccountStatus(
                7,
                budget,
                account,
                BigDecimal.TEN,
                spent,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                State.OK,
                MIDNIGHT,
                NEXT);
    }
}
