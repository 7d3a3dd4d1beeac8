package dev.warren.costledger.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StretchTest {

    @Test
    void aPeriodIsMadeOfTheLongestSumsThatLieInIt() {
        // When
        List<Stretch> cover = Stretch.cover(at("2025-10-30T22:10:00Z"), at("2026-01-02T01:00:00Z"), Span.MONTH);

        // Then
        assertThat(cover)
                .containsExactly(
                        Stretch.entries(at("2025-10-30T22:10:00Z"), at("2025-10-30T23:00:00Z")),
                        new Stretch(Span.HOUR, at("2025-10-30T23:00:00Z"), at("2025-10-31T00:00:00Z")),
                        new Stretch(Span.DAY, at("2025-10-31T00:00:00Z"), at("2025-11-01T00:00:00Z")),
                        new Stretch(Span.MONTH, at("2025-11-01T00:00:00Z"), at("2026-01-01T00:00:00Z")),
                        new Stretch(Span.DAY, at("2026-01-01T00:00:00Z"), at("2026-01-02T00:00:00Z")),
                        new Stretch(Span.HOUR, at("2026-01-02T00:00:00Z"), at("2026-01-02T01:00:00Z")));
    }

    @Test
    void sinceEverUntilNowIsAllMonths() {
        assertThat(Stretch.cover(null, null, Span.MONTH)).containsExactly(new Stretch(Span.MONTH, null, null));
    }

    @Test
    void anOpenPeriodHasOneEnd() {
        assertThat(Stretch.cover(null, at("2026-01-01T12:00:00Z"), Span.MONTH))
                .containsExactly(
                        new Stretch(Span.MONTH, null, at("2026-01-01T00:00:00Z")),
                        new Stretch(Span.HOUR, at("2026-01-01T00:00:00Z"), at("2026-01-01T12:00:00Z")));
    }

    @Test
    void whatIsShorterThanAnHourIsEntries() {
        assertThat(Stretch.cover(at("2026-01-01T12:10:00Z"), at("2026-01-01T12:50:00Z"), Span.MONTH))
                .containsExactly(Stretch.entries(at("2026-01-01T12:10:00Z"), at("2026-01-01T12:50:00Z")));
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
        assertThat(Clocks.countWholeHours(ZoneId.of(zone))).isEqualTo(whole);
    }

    private static Instant at(String moment) {
        return Instant.parse(moment);
    }
}
