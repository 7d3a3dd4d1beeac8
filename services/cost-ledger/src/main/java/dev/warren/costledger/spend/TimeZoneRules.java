package dev.warren.costledger.spend;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.stream.Stream;

/** Compares the clock of a time zone with UTC, to find out whether its days and hours align with those of rollups. */
final class TimeZoneRules {

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");
    private static final int HOUR_SECONDS = 3_600;

    private TimeZoneRules() {}

    static boolean areOfUtc(ZoneId zone) {
        return zone.getRules().isFixedOffset()
                && zone.getRules().getOffset(FIRST).equals(ZoneOffset.UTC);
    }

    /** Whether an hour there is an hour of UTC. */
    static boolean countWholeHours(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        return isWhole(rules.getOffset(FIRST))
                && Stream.iterate(
                                rules.nextTransition(FIRST),
                                change -> change != null && change.getInstant().isBefore(LAST),
                                change -> rules.nextTransition(change.getInstant()))
                        .allMatch(TimeZoneRules::isWhole);
    }

    private static boolean isWhole(ZoneOffsetTransition change) {
        return isWhole(change.getOffsetAfter()) && change.toEpochSecond() % HOUR_SECONDS == 0;
    }

    private static boolean isWhole(ZoneOffset offset) {
        return offset.getTotalSeconds() % HOUR_SECONDS == 0;
    }
}
