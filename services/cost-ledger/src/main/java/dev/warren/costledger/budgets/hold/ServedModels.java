package dev.warren.costledger.budgets.hold;

import dev.warren.costledger.booking.BookingStep;
import dev.warren.costledger.booking.LedgerEntry;
import dev.warren.database.BatchColumns;
import dev.warren.database.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Remembers which models answer instead of the ones that are asked, as calls are priced by the model that served them:
 * what is reserved must be enough for the dearest. It is written when a model serves for the first time, and once a day
 * after that. Thread-safe.
 */
@ApplicationScoped
public class ServedModels implements BookingStep {

    /** How long a model counts after it served last. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    /** Of one asked model; a provider that gives each call a name of its own says nothing about the next one. */
    private static final int MOST = 16;

    private static final String ADD = """
            insert into served_model (provider, asked, served, day)
            select provider, asked, served, day
            from unnest(?::text[], ?::text[], ?::text[], ?::date[]) new (provider, asked, served, day)
            where not exists (select from served_model same
                    where (same.provider, same.asked, same.served) = (new.provider, new.asked, new.served)
                        and same.day >= new.day)
                and (select count(*) from served_model other
                    where (other.provider, other.asked) = (new.provider, new.asked) and other.served <> new.served) < ?
            order by provider, asked, served
            on conflict (provider, asked, served) do update set day = excluded.day
            """;

    private static final String FIND = """
            select provider, asked, served from unnest(?::text[], ?::text[]) wanted (provider, asked)
            join served_model using (provider, asked) where day >= ?
            """;

    private static final String FORGET = "delete from served_model where day < ?";

    private final Clock clock;

    ServedModels(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void booked(Connection connection, List<LedgerEntry> added) throws SQLException {
        List<Served> served = added.stream()
                .filter(entry -> !entry.isCorrection() && !entry.usage().isReuse())
                .filter(entry -> entry.usage().details().servedModel() != null)
                .map(Served::of)
                .distinct()
                .toList();
        if (!served.isEmpty()) {
            add(connection, served);
        }
    }

    private void add(Connection connection, List<Served> served) throws SQLException {
        LocalDate today = today();
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            BatchColumns.of(insert, served)
                    .text(one -> one.asked().provider())
                    .text(one -> one.asked().model())
                    .text(Served::model)
                    .add("date", one -> today)
                    .value(MOST);
            insert.executeUpdate();
        }
    }

    /** Which models served lately instead of these, where any did. */
    Map<Asked, List<String>> lately(Connection connection, Collection<Asked> asked) throws SQLException {
        return Jdbc.list(
                        connection,
                        FIND,
                        row -> new Served(
                                new Asked(row.getString("provider"), row.getString("asked")), row.getString("served")),
                        Jdbc.array(
                                connection,
                                "text",
                                asked.stream().map(Asked::provider).toList()),
                        Jdbc.array(
                                connection,
                                "text",
                                asked.stream().map(Asked::model).toList()),
                        today().minusDays(REMEMBERED.toDays()))
                .stream()
                .collect(Collectors.groupingBy(Served::asked, Collectors.mapping(Served::model, Collectors.toList())));
    }

    /** Deletes those that served long ago. */
    public void forget(Connection connection) throws SQLException {
        Jdbc.update(connection, FORGET, today().minusDays(REMEMBERED.toDays()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** A model of a provider that is asked. */
    record Asked(String provider, String model) {}

    private record Served(Asked asked, String model) {

        static Served of(LedgerEntry entry) {
            Asked asked = new Asked(entry.usage().provider(), entry.usage().model());
            return new Served(asked, entry.usage().details().servedModel());
        }
    }
}
