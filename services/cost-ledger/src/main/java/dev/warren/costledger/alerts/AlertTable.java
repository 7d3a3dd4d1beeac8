package dev.warren.costledger.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.database.BatchColumns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The table of alerts; each alert is stored once. */
final class AlertTable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** In the order of their ids: two who add the same ones wait for each other and do not deadlock. */
    private static final String ADD = """
            insert into alert (id, kind, severity, message, details, raised_at)
            select id, kind, severity, message, cast(details as jsonb), raised_at
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                as raised (id, kind, severity, message, details, raised_at)
            order by id
            on conflict (id) do nothing
            returning id
            """;

    private AlertTable() {}

    /**
     * Adds all that are not there yet.
     *
     * @return per alert, whether it was added; of several with one id, it is the first that was
     */
    static List<Boolean> add(Connection connection, List<AlertRecord> alertRecords) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            return BatchColumns.of(insert, alertRecords)
                    .text(AlertRecord::id)
                    .text(notice -> notice.alert().kind())
                    .text(notice -> notice.alert().severity().value())
                    .text(notice -> notice.alert().message())
                    .text(notice -> json(notice.alert().details()))
                    .add("timestamptz", AlertRecord::at)
                    .insertOnce(AlertRecord::id);
        }
    }

    private static String json(Map<String, String> details) {
        try {
            return JSON.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
