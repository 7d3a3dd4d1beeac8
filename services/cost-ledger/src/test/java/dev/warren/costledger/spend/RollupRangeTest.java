package dev.warren.costledger.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollupRangeTest {

    @Test
    void aPeriodIsMadeOfTheLongestSumsThatLieInIt() {
        // When
        List<RollupRange> cover =
                RollupRange.cover(at("2025-10-30T22:10:00Z"), at("2026-01-02T01:00:00Z"), RollupGranularity.MONTH);

        // Then
        assertThat(cover)
                .containsExactly(
                        RollupRange.entries(at("2025-10-30T22:10:00Z"), at("2025-10-30T23:00:00Z")),
                        new RollupRange(RollupGranularity.HOUR, at("2025-10-30T23:00:00Z"), at("2025-10-31T00:00:00Z")),
                        new RollupRange(RollupGranularity.DAY, at("2025-10-31T00:00:00Z"), at("2025-11-01T00:00:00Z")),
                        new RollupRange(
                                RollupGranularity.MONTH, at("2025-11-01T00:00:00Z"), at("2026-01-01T00:00:00Z")),
                        new RollupRange(RollupGranularity.DAY, at("2026-01-01T00:00:00Z"), at("2026-01-02T00:00:00Z")),
                        new RollupRange(
                                RollupGranularity.HOUR, at("2026-01-02T00:00:00Z"), at("2026-01-02T01:00:00Z")));
    }

    @Test
    void sinceEverUntilNowIsAllMonths() {
        assertThat(RollupRange.cover(null, null, RollupGranularity.MONTH))
                .containsExactly(new RollupRange(RollupGranularity.MONTH, null, null));
    }

    @Test
    void anOpenPeriodHasOneEnd() {
        assertThat(RollupRange.cover(null, at("2026-01-01T12:00:00Z"), RollupGranularity.MONTH))
                .containsExactly(
                        new RollupRange(RollupGranularity.MONTH, null, at("2026-01-01T00:00:00Z")),
                        new RollupRange(
                                RollupGranularity.HOUR, at("2026-01-01T00:00:00Z"), at("2026-01-01T12:00:00Z")));
    }

    @Test
    void whatIsShorterThanAnHourIsEntries() {
        assertThat(RollupRange.cover(at("2026-01-01T12:10:00Z"), at("2026-01-01T12:50:00Z"), RollupGranularity.MONTH))
                .containsExactly(RollupRange.entries(at("2026-01-01T12:10:00Z"), at("2026-01-01T12:50:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, true",
        "Europe/Berlin, true",
        "America/New_York, true",
        "Asia/Kolkata, false",
        "Asia/Kathmandu, false",
        "Australia/Lord_Howe, false"
    })
    void hoursOfSomeZonesAreNotHoursOfUtc(String zone, boolean whole) {
        assertThat(TimeZoneRules.countWholeHours(ZoneId.of(zone))).isEqualTo(whole);
    }

    private static Instant at(String moment) {
        return Instant.parse(moment);
    }
}
