package dev.warren.costledger.booking;

import dev.warren.contracts.v1.Attribution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.costledger.booking.Usage.Tokens;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what was booked, portion by portion. */
final class BookedCalls {

    private static final String PORTION = """
            select id, call_id, reused_call_id, event_source, event_id, event_type, feature, provider, model, userid, team,
                input_tokens, cached_input_tokens, cache_write_input_tokens, output_tokens, reasoning_tokens, batch,
                tokens_known, outcome, called_at, amount, saved, currency, price_id, unpriced_reason
            from entry
            where corrects is null and called_at >= ? and called_at < ? and (called_at, id) > (?, ?)
                and (?::text is null or lower(provider) = lower(?)) and (?::text is null or lower(model) = lower(?))
            order by called_at, id limit ?
            """;

    private static final String CORRECTIONS = """
            select corrects, amount, saved, currency, price_id from entry where corrects = any(?) order by id
            """;

    private BookedCalls() {}

    /** The next of a period, in the order of their times. */
    static Portion after(Connection connection, Period period, Place place, int most) throws SQLException {
        Map<String, Row> rows = new HashMap<>();
        List<Row> inOrder = rows(connection, period, place, most);
        inOrder.forEach(row -> rows.put(row.usage().id(), row));
        addCorrections(connection, rows);
        List<Booked> booked = inOrder.stream().map(Row::booked).toList();
        boolean isLast = inOrder.size() < most;
        return new Portion(booked, isLast ? null : inOrder.getLast().place());
    }

    private static List<Row> rows(Connection connection, Period period, Place place, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(PORTION)) {
            query.setTimestamp(1, Timestamp.from(period.from()));
            query.setTimestamp(2, Timestamp.from(period.to()));
            query.setTimestamp(3, Timestamp.from(place.at()));
            query.setLong(4, place.id());
            query.setString(5, period.provider());
            query.setString(6, period.provider());
            query.setString(7, period.model());
            query.setString(8, period.model());
            query.setInt(9, most);
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(row(found));
                }
            }
            return rows;
        }
    }

    private static void addCorrections(Connection connection, Map<String, Row> rows) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(CORRECTIONS)) {
            query.setArray(1, connection.createArrayOf("text", rows.keySet().toArray()));
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    rows.get(found.getString("corrects")).corrections().add(priced(found));
                }
            }
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        String reason = row.getString("unpriced_reason");
        Charge charge = reason == null ? priced(row) : Charge.unpriced(Charge.Reason.of(reason));
        Place place = new Place(row.getTimestamp("called_at").toInstant(), row.getLong("id"));
        return new Row(place, usage(row), charge, new ArrayList<>());
    }

    private static Usage usage(ResultSet row) throws SQLException {
        return new Usage(
                row.getString("call_id"),
                row.getString("reused_call_id"),
                new EventRef(row.getString("event_source"), row.getString("event_id"), row.getString("event_type")),
                row.getString("feature"),
                row.getString("provider"),
                row.getString("model"),
                tokens(row),
                row.getString("outcome"),
                new Attribution(row.getString("userid"), row.getString("team")),
                row.getTimestamp("called_at").toInstant());
    }

    private static Tokens tokens(ResultSet row) throws SQLException {
        return new Tokens(
                row.getLong("input_tokens"),
                row.getLong("cached_input_tokens"),
                row.getLong("cache_write_input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("reasoning_tokens"),
                row.getBoolean("batch"),
                row.getBoolean("tokens_known"));
    }

    private static Charge priced(ResultSet row) throws SQLException {
        return new Charge(
                row.getBigDecimal("amount"),
                row.getBigDecimal("saved"),
                row.getString("currency"),
                row.getLong("price_id"),
                null);
    }

    /**
     * Some calls.
     *
     * @param next where the next ones begin; null where there are none
     */
    record Portion(List<Booked> booked, Place next) {}

    private record Row(Place place, Usage usage, Charge first, List<Charge> corrections) {

        Booked booked() {
            return new Booked(usage, first, corrections);
        }
    }
}
