package dev.warren.costledger.spend;

import dev.warren.database.Jdbc;
import dev.warren.database.ServiceDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** The sums that the database keeps of the entries. Thread-safe. */
@ApplicationScoped
class Rollups {

    private static final String PERIOD = """
            select least((select min(called_at) from entry), (select min(starts_at) from rollup where span = 'month')),
                greatest((select max(called_at) from entry), (select max(starts_at) from rollup where span = 'month'))
            """;

    private static final String ANEW = "select roll_up_anew(?, ?)";

    /** How long a request takes at most, but for its last month. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServiceDatabase database;
    private final Clock clock;

    Rollups(ServiceDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The outcome of a rebuild.
     *
     * @param months how many months
     * @param changed how many sums were not as the entries say
     * @param next the month to go on with; null where all are done
     */
    record Rebuilt(int months, long changed, YearMonth next) {}

    /**
     * Rebuilds rollups, month by month, for as long as a caller can be expected to wait: as long as one month takes,
     * booking waits, and readers see the previous sums. It may be repeated and interrupted at any time.
     *
     * @param from the first month; null for the first that there is
     */
    Rebuilt rebuild(YearMonth from) {
        Period period = database.transact(
                connection -> Jdbc.first(connection, PERIOD, Rollups::period).orElseThrow());
        return period.isEmpty() ? new Rebuilt(0, 0, null) : rebuild(period.since(from));
    }

    private Rebuilt rebuild(Period period) {
        Instant end = clock.instant().plus(PATIENCE);
        int months = 0;
        long changed = 0;
        YearMonth month = period.first();
        while (!month.isAfter(period.last()) && (months == 0 || clock.instant().isBefore(end))) {
            changed += rebuildMonth(month);
            months++;
            month = month.plusMonths(1);
        }
        return new Rebuilt(months, changed, month.isAfter(period.last()) ? null : month);
    }

    private long rebuildMonth(YearMonth month) {
        return database.transact(
                connection -> Jdbc.number(connection, ANEW, beginning(month), beginning(month.plusMonths(1))));
    }

    private static Period period(ResultSet row) throws SQLException {
        OffsetDateTime first = row.getObject(1, OffsetDateTime.class);
        OffsetDateTime last = row.getObject(2, OffsetDateTime.class);
        return first == null ? new Period(null, null) : new Period(month(first), month(last));
    }

    private static YearMonth month(OffsetDateTime moment) {
        return YearMonth.from(moment.withOffsetSameInstant(ZoneOffset.UTC));
    }

    private static OffsetDateTime beginning(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private record Period(YearMonth first, YearMonth last) {

        boolean isEmpty() {
            return first == null;
        }

        Period since(YearMonth from) {
            return from == null || from.isBefore(first) ? this : new Period(from, last);
        }
    }
}
