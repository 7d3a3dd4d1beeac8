package dev.warren.costledger.booking.correction;

import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.ModelCalled.Spared;
import dev.warren.costledger.booking.Charge;
import dev.warren.costledger.booking.UsageDetails;
import dev.warren.costledger.booking.UsageRecord;
import dev.warren.costledger.booking.UsageRecord.Tokens;
import dev.warren.database.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what was booked, with all that was said of it later. */
final class BookedCalls {

    private static final String CALLS = """
            select id, call_id, reused_call_id, event_source, event_id, event_type, feature, provider, model, userid, team,
                input_tokens, cached_input_tokens, cache_write_input_tokens, output_tokens, reasoning_tokens, batch,
                tokens_known, outcome, called_at, amount, saved, currency, price_id, unpriced_reason, provider_call_id,
                served_model, tier, reported_cost, spared_provider, spared_model, flags
            from entry where corrects is null
            """;

    private static final String PORTION = CALLS + """
            and called_at >= ? and called_at < ? and (called_at, id) > (?, ?)
                and (?::text is null or lower(provider) = lower(?)) and (?::text is null or lower(model) = lower(?))
            order by called_at, id limit ?
            """;

    private static final String CORRECTIONS = """
            select corrects, amount, saved, currency, price_id, recounts, input_tokens, cached_input_tokens,
                cache_write_input_tokens, output_tokens, reasoning_tokens, batch, tokens_known
            from entry where corrects = any(?) order by id
            """;

    private static final String NAMED = CALLS + " and call_id = any(?) order by id";

    private BookedCalls() {}

    /** The next of a period, in the order of their times. */
    static Portion after(Connection connection, RepricingSelection period, CallCursor place, int most)
            throws SQLException {
        List<Row> rows = Jdbc.list(
                connection,
                PORTION,
                BookedCalls::row,
                period.from(),
                period.to(),
                place.at(),
                place.id(),
                period.provider(),
                period.provider(),
                period.model(),
                period.model(),
                most);
        boolean isLast = rows.size() < most;
        return new Portion(
                booked(connection, rows), isLast ? null : rows.getLast().place());
    }

    /** Those of these ids that there are. */
    static List<BookedCall> named(Connection connection, Collection<String> ids) throws SQLException {
        return booked(connection, Jdbc.list(connection, NAMED, BookedCalls::row, Jdbc.array(connection, "text", ids)));
    }

    private static List<BookedCall> booked(Connection connection, List<Row> inOrder) throws SQLException {
        Map<String, Row> rows = new HashMap<>();
        inOrder.forEach(row -> rows.put(row.usage().id(), row));
        addCorrections(connection, rows);
        return inOrder.stream().map(Row::booked).toList();
    }

    private static void addCorrections(Connection connection, Map<String, Row> rows) throws SQLException {
        Jdbc.list(
                connection,
                CORRECTIONS,
                found -> rows.get(found.getString("corrects")).add(found),
                Jdbc.array(connection, "text", rows.keySet()));
    }

    private static Row row(ResultSet row) throws SQLException {
        String reason = row.getString("unpriced_reason");
        Charge charge = reason == null ? priced(row) : Charge.unpriced(Charge.Reason.of(reason));
        CallCursor place = new CallCursor(row.getTimestamp("called_at").toInstant(), row.getLong("id"));
        return new Row(place, usage(row), charge, new ArrayList<>(), new ArrayList<>());
    }

    private static UsageRecord usage(ResultSet row) throws SQLException {
        return new UsageRecord(
                row.getString("call_id"),
                row.getString("reused_call_id"),
                new EventRef(row.getString("event_source"), row.getString("event_id"), row.getString("event_type")),
                row.getString("feature"),
                row.getString("provider"),
                row.getString("model"),
                tokens(row),
                row.getString("outcome"),
                new Attribution(row.getString("userid"), row.getString("team")),
                row.getTimestamp("called_at").toInstant(),
                details(row));
    }

    private static UsageDetails details(ResultSet row) throws SQLException {
        String flags = row.getString("flags");
        String spared = row.getString("spared_provider");
        return new UsageDetails(
                row.getString("provider_call_id"),
                row.getString("served_model"),
                row.getString("tier"),
                row.getBigDecimal("reported_cost"),
                spared == null ? null : new Spared(spared, row.getString("spared_model")),
                flags == null ? List.of() : List.of(flags.split(",", -1)));
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
                row.getObject("price_id", Long.class),
                null);
    }

    /**
     * Some calls.
     *
     * @param next where the next ones begin; null where there are none
     */
    record Portion(List<BookedCall> booked, CallCursor next) {}

    private record Row(
            CallCursor place, UsageRecord usage, Charge first, List<Charge> corrections, List<Tokens> recounts) {

        Row add(ResultSet correction) throws SQLException {
            corrections.add(priced(correction));
            if (correction.getBoolean("recounts")) {
                recounts.add(tokens(correction));
            }
            return this;
        }

        BookedCall booked() {
            Tokens used = recounts.stream().reduce(usage.tokens(), Tokens::plus);
            return new BookedCall(usage.with(used), first, corrections);
        }
    }
}
