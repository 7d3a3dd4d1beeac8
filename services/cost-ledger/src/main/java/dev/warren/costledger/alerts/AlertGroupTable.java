package dev.warren.costledger.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.database.BatchColumns;
import dev.warren.database.Jdbc;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In the database, what is said of many: whether it was a moment ago, and which alerts have still to be summed up. */
final class AlertGroupTable {

    /** Without a lock, since nearly all find what they look for while the same is said of many. */
    private static final String TOLD = "select crowd from alert_told where crowd = any(?) and until > ?";

    /** In the order of the keys: two who tell the same wait for each other and do not deadlock. */
    private static final String TELL = """
            insert into alert_told (crowd, until) select crowd, ? from unnest(?) crowd order by crowd
            on conflict (crowd) do update set until = excluded.until where alert_told.until <= ?
            returning crowd
            """;

    private static final String LEAVE = """
            update alert set crowd = later.crowd, member = later.member, team = later.team
            from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as later (id, crowd, member, team)
            where alert.id = later.id
            """;

    private static final String DUE = """
            select distinct crowd, kind from alert where crowd is not null and summary is null
              and not exists (select from alert_told where alert_told.crowd = alert.crowd and until > ?)
            order by crowd
            """;

    private static final String SUM_UP = """
            with summed_up as (
              update alert set summary = ? where crowd = ? and summary is null
              returning raised_at, id, severity, kind, message, details, member, team
            )
            select count(*) over () as number, severity, kind, message, details, member, team from summed_up
            order by raised_at, id limit ?
            """;

    private static final String FORGET = """
            delete from alert_told where crowd in
              (select crowd from alert_told where until <= ? for update skip locked)
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private AlertGroupTable() {}

    /** An alert that the next summary has. */
    record Later(String id, AlertGroup crowd) {}

    /** Alerts that have to be summed up now. */
    record Due(String crowd, String kind) {}

    /**
     * One of the alerts that are summed up.
     *
     * @param number how many they are
     */
    record Summed(long number, Alert alert, String member, String team) {}

    /** Those of which nothing was said a moment ago: the caller does now. */
    static Set<String> tell(Connection connection, Collection<String> crowds, Instant now, Instant until)
            throws SQLException {
        Set<String> silent = new HashSet<>(crowds);
        silent.removeAll(keys(connection, TOLD, text(connection, silent), now));
        return silent.isEmpty() ? silent : new HashSet<>(keys(connection, TELL, until, text(connection, silent), now));
    }

    /** Leaves alerts for the next summary. */
    static void leave(Connection connection, List<Later> alerts) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(LEAVE)) {
            BatchColumns.of(update, alerts)
                    .text(Later::id)
                    .text(later -> later.crowd().key())
                    .text(later -> later.crowd().member())
                    .text(later -> later.crowd().team());
            update.executeUpdate();
        }
    }

    static List<Due> due(Connection connection, Instant now) throws SQLException {
        return Jdbc.list(connection, DUE, row -> new Due(row.getString(1), row.getString(2)), now);
    }

    /** Puts all that were left for it into a summary, and gives the first ones. */
    static List<Summed> sumUp(Connection connection, String summary, String crowd, int first) throws SQLException {
        return Jdbc.list(connection, SUM_UP, AlertGroupTable::summed, summary, crowd, first);
    }

    /** Forgets what was said longer ago. */
    static void forget(Connection connection, Instant now) throws SQLException {
        Jdbc.update(connection, FORGET, now);
    }

    private static Summed summed(ResultSet row) throws SQLException {
        Alert alert = new Alert(
                Severity.of(row.getString("severity")),
                row.getString("kind"),
                row.getString("message"),
                details(row.getString("details")));
        return new Summed(row.getLong("number"), alert, row.getString("member"), row.getString("team"));
    }

    private static Map<String, String> details(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> keys(Connection connection, String sql, Object... parameters) throws SQLException {
        return Jdbc.list(connection, sql, row -> row.getString(1), parameters);
    }

    private static Object text(Connection connection, Collection<String> values) throws SQLException {
        return Jdbc.array(connection, "text", values);
    }
}
