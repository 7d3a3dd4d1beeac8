package dev.warren.costledger.spend;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The granularity of rollups (month, day, hour; UTC), longest first. */
enum RollupGranularity {
    MONTH(ChronoUnit.MONTHS),
    DAY(ChronoUnit.DAYS),
    HOUR(ChronoUnit.HOURS);

    private final ChronoUnit unit;

    RollupGranularity(ChronoUnit unit) {
        this.unit = unit;
    }

    /** The word used in the database. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The beginning of the one that a moment is in. */
    Instant floor(Instant moment) {
        OffsetDateTime time = moment.atOffset(ZoneOffset.UTC);
        return this == MONTH
                ? time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant()
                : time.truncatedTo(unit).toInstant();
    }

    /** The moment itself where one begins with it, else the beginning of the next one. */
    Instant ceiling(Instant moment) {
        Instant floor = floor(moment);
        return floor.equals(moment) ? moment : next(floor);
    }

    private Instant next(Instant beginning) {
        return beginning.atOffset(ZoneOffset.UTC).plus(1, unit).toInstant();
    }
}
