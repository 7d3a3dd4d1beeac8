package dev.warren.costledger.budgets.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.costledger.budgets.model.BudgetPeriod.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetPeriodTest {

    @ParameterizedTest
    @CsvSource({
        "HOUR, UTC, 2026-11-20T10:30:00Z, 2026-11-20T10:00:00Z, 2026-11-20T11:00:00Z",
        "HOUR, Asia/Kolkata, 2026-11-20T10:45:00Z, 2026-11-20T10:30:00Z, 2026-11-20T11:30:00Z",
        "DAY, Europe/Berlin, 2026-11-20T23:30:00Z, 2026-11-20T23:00:00Z, 2026-11-21T23:00:00Z",
        "DAY, Europe/Berlin, 2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "WEEK, UTC, 2026-11-22T23:59:59Z, 2026-11-16T00:00:00Z, 2026-11-23T00:00:00Z",
        "WEEK, UTC, 2026-11-23T00:00:00Z, 2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
        "MONTH, UTC, 2026-02-28T12:00:00Z, 2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
        "MONTH, America/New_York, 2026-01-01T04:00:00Z, 2025-12-01T05:00:00Z, 2026-01-01T05:00:00Z"
    })
    void calendarPeriodsBeginAndEndInTheirZone(Unit unit, String zone, Instant at, Instant start, Instant end) {
        // Given
        BudgetPeriod period = new BudgetPeriod(unit, null, ZoneId.of(zone));

        // Then
        assertThat(period.start(at)).isEqualTo(start);
        assertThat(period.end(at)).isEqualTo(end);
        assertThat(period.bucket(at)).isEqualTo(start);
    }

    @Test
    void anHourThatComesTwiceIsOnePeriod() {
        // Given
        BudgetPeriod hour = new BudgetPeriod(Unit.HOUR, null, ZoneId.of("Europe/Berlin"));
        Instant first = Instant.parse("2026-10-25T00:30:00Z");
        Instant second = Instant.parse("2026-10-25T01:30:00Z");

        // Then
        assertThat(hour.start(second)).isEqualTo(hour.start(first));
        assertThat(hour.end(first)).isEqualTo(hour.end(second)).isAfter(second);
    }

    @Test
    void aRollingPeriodCountsNothingTooShort() {
        // Given
        BudgetPeriod rolling = new BudgetPeriod(Unit.ROLLING, Duration.ofHours(1), ZoneOffset.UTC);
        Instant called = Instant.parse("2026-11-20T10:00:30Z");

        // Then
        assertThat(rolling.bucket(called)).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(counts(rolling, called, Duration.ofMinutes(60))).isTrue();
        assertThat(counts(rolling, called, Duration.ofMinutes(62))).isFalse();
        assertThat(rolling.end(called)).isNull();
    }

    @Test
    void allTimeIsOnePeriod() {
        // Given
        BudgetPeriod total = new BudgetPeriod(Unit.TOTAL, null, ZoneOffset.UTC);

        // Then
        assertThat(counts(total, Instant.parse("2026-11-20T10:00:30Z"), Duration.ofDays(10_000)))
                .isTrue();
        assertThat(total.end(Instant.parse("2026-11-20T10:00:30Z"))).isNull();
    }

    private static boolean counts(BudgetPeriod period, Instant called, Duration later) {
        return !period.bucket(called).isBefore(period.first(called.plus(later)));
    }
}
