package dev.warren.costledger.alerts.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.costledger.http.PageRequest;
import dev.warren.database.Jdbc;
import dev.warren.database.ServiceDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists alerts that were raised, and acknowledges them. Thread-safe. */
@ApplicationScoped
class RaisedAlerts {

    private static final String COLUMNS =
            "id, severity, kind, message, details, raised_at, acknowledged_at, acknowledged_by, note, summary";

    private static final String WHERE = """
             from alert where (cast(? as text) is null or kind = ?) and (cast(? as text) is null or severity = ?)
              and (cast(? as boolean) is null or (acknowledged_at is not null) = ?)
              and (cast(? as text) is null or summary = ?)
            """;

    private static final String LIST = "select " + COLUMNS + WHERE + " order by raised_at desc, id limit ? offset ?";
    private static final String COUNT = "select count(*)" + WHERE;
    private static final String FIND = "select " + COLUMNS + " from alert where id = ?";

    private static final String ACKNOWLEDGE = """
            update alert set acknowledged_at = ?, acknowledged_by = ?, note = ?
            where ? in (id, summary) and acknowledged_at is null
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceDatabase database;
    private final Clock clock;

    RaisedAlerts(ServiceDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Which alerts are wanted; null for all.
     *
     * @param acknowledged whether somebody has seen to them
     * @param summary the id of the alert that sums them up
     */
    record Wanted(String kind, String severity, Boolean acknowledged, String summary) {}

    /**
     * An alert as it was raised.
     *
     * @param acknowledgedAt when somebody has seen to it first; null where nobody has
     * @param acknowledgedBy who
     * @param note what they said; null for nothing
     * @param summary the id of the alert that sums it up; null where there is none
     */
    record Row(
            String id,
            String severity,
            String kind,
            String message,
            Map<String, String> details,
            Instant raisedAt,
            Instant acknowledgedAt,
            String acknowledgedBy,
            String note,
            String summary) {}

    /** One page of them, the latest first. */
    List<Row> list(Wanted wanted, PageRequest page) {
        Object[] parameters = Stream.concat(parameters(wanted), Stream.<Object>of(page.limit(), page.offset()))
                .toArray();
        return database.transact(connection -> Jdbc.list(connection, LIST, RaisedAlerts::row, parameters));
    }

    /** How many there are on all pages. */
    long count(Wanted wanted) {
        return database.transact(
                connection -> Jdbc.number(connection, COUNT, parameters(wanted).toArray()));
    }

    /**
     * Notes that somebody has seen to it, and to all that it sums up, unless somebody had before; empty where there is
     * no such alert.
     */
    Optional<Row> acknowledge(String id, String by, String note) {
        return database.transact(connection -> {
            Jdbc.update(connection, ACKNOWLEDGE, clock.instant(), by, note, id);
            return Jdbc.first(connection, FIND, RaisedAlerts::row, id);
        });
    }

    private static Stream<Object> parameters(Wanted wanted) {
        return Stream.<Object>of(wanted.kind(), wanted.severity(), wanted.acknowledged(), wanted.summary())
                .flatMap(value -> Stream.of(value, value));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                details(row.getString(5)),
                Jdbc.instant(row, "raised_at"),
                Jdbc.instant(row, "acknowledged_at"),
                row.getString(8),
                row.getString(9),
                row.getString(10));
    }

    private static Map<String, String> details(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
