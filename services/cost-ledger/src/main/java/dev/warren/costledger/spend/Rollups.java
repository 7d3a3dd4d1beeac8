package dev.warren.costledger.spend;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

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

    private final DataSource database;
    private final Clock clock;

    Rollups(DataSource database, Clock clock) {
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
    Rebuilt rebuild(YearMonth from) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Optional<Period> period = period(connection);
            return period.isPresent() ? rebuild(connection, period.get().since(from)) : new Rebuilt(0, 0, null);
        }
    }

    private Rebuilt rebuild(Connection connection, Period period) throws SQLException {
        Instant end = clock.instant().plus(PATIENCE);
        int months = 0;
        long changed = 0;
        YearMonth month = period.first();
        while (!month.isAfter(period.last()) && (months == 0 || clock.instant().isBefore(end))) {
            changed += rebuild(connection, month);
            months++;
            month = month.plusMonths(1);
        }
        return new Rebuilt(months, changed, month.isAfter(period.last()) ? null : month);
    }

    private static Optional<Period> period(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(PERIOD)) {
            row.next();
            OffsetDateTime first = row.getObject(1, OffsetDateTime.class);
            OffsetDateTime last = row.getObject(2, OffsetDateTime.class);
            return first == null ? Optional.empty() : Optional.of(new Period(month(first), month(last)));
        }
    }

    private static long rebuild(Connection connection, YearMonth month) throws SQLException {
        try (PreparedStatement anew = connection.prepareStatement(ANEW)) {
            anew.setObject(1, beginning(month));
            anew.setObject(2, beginning(month.plusMonths(1)));
            try (ResultSet changed = anew.executeQuery()) {
                changed.next();
                return changed.getLong(1);
            }
        }
    }

    private static YearMonth month(OffsetDateTime moment) {
        return YearMonth.from(moment.withOffsetSameInstant(ZoneOffset.UTC));
    }

    private static OffsetDateTime beginning(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private record Period(YearMonth first, YearMonth last) {

        Period since(YearMonth from) {
            return from == null || from.isBefore(first) ? this : new Period(from, last);
        }
    }
}
