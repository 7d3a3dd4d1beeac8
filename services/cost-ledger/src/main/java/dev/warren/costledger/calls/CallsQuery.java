package dev.warren.costledger.calls;

import dev.warren.costledger.calls.CallsParameters.Question;
import dev.warren.costledger.calls.UnpricedResource.Unpriced;
import dev.warren.costledger.calls.UnpricedResource.UnpricedCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads single entries. Thread-safe. */
@ApplicationScoped
class CallsQuery {

    private static final String UNPRICED = """
            from entry where unpriced_reason is not null and reused_call_id is null
                and not exists (select from entry fix where fix.corrects = entry.call_id and fix.resolves)
            """;

    private static final String CALLS = """
            select call_id, called_at, unpriced_reason, provider, model, outcome, feature, userid, team, event_source,
                event_id, input_tokens, cached_input_tokens, output_tokens, tokens_known, provider_call_id, flags
            """;

    private static final String FLAGGED = "from entry where flags is not null";

    private static final String DECISIONS = """
            select * from entry where event_id = :event
                and (cast(:source as text) is null or event_source = :source)
                and (cast(:feature as text) is null or feature = :feature)
            order by event_source, feature, called_at, id
            limit :most
            """;

    private final EntityManager database;

    CallsQuery(EntityManager database) {
        this.database = database;
    }

    /** A page of calls without an amount. */
    @Transactional
    Unpriced unpriced(Question question) {
        return calls(UNPRICED, question);
    }

    /** As {@link #unpriced}, calls and reuses about which something could not be taken as it was said. */
    @Transactional
    Unpriced flagged(Question question) {
        return calls(FLAGGED, question);
    }

    private Unpriced calls(String which, Question question) {
        StringBuilder sql = new StringBuilder(which);
        Map<String, Object> parameters = new HashMap<>(question.columns());
        question.columns().keySet().forEach(column -> sql.append(" and %1$s = :%1$s".formatted(column)));
        if (question.from() != null) {
            sql.append(" and called_at >= :from");
            parameters.put("from", question.from());
        }
        if (question.to() != null) {
            sql.append(" and called_at < :to");
            parameters.put("to", question.to());
        }
        long count = number(query("select count(*) as calls " + sql, parameters).getFirst(), "calls");
        parameters.put("limit", question.page().limit());
        parameters.put("offset", question.page().offset());
        List<Tuple> rows = query(CALLS + sql + " order by called_at, id limit :limit offset :offset", parameters);
        return new Unpriced(count, rows.stream().map(CallsQuery::call).toList());
    }

    /**
     * All entries of an event, at most so many, by source, feature and time.
     *
     * @param source null for all
     * @param feature null for all
     */
    @Transactional
    List<EntryLine> lines(String event, String source, String feature, int most) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("event", event);
        parameters.put("source", source);
        parameters.put("feature", feature);
        parameters.put("most", most);
        return query(DECISIONS, parameters).stream().map(CallsQuery::line).toList();
    }

    @SuppressWarnings("unchecked") // said by the second argument of the query
    private List<Tuple> query(String sql, Map<String, Object> parameters) {
        Query query = database.createNativeQuery(sql, Tuple.class);
        parameters.forEach(query::setParameter);
        return query.getResultList();
    }

    private static UnpricedCall call(Tuple row) {
        return new UnpricedCall(
                text(row, "call_id"),
                row.get("called_at", Instant.class),
                text(row, "unpriced_reason"),
                text(row, "provider"),
                text(row, "model"),
                text(row, "outcome"),
                text(row, "feature"),
                text(row, "userid"),
                text(row, "team"),
                text(row, "event_source"),
                text(row, "event_id"),
                number(row, "input_tokens"),
                number(row, "cached_input_tokens"),
                number(row, "output_tokens"),
                row.get("tokens_known", Boolean.class),
                text(row, "provider_call_id"),
                flags(row));
    }

    private static EntryLine line(Tuple row) {
        return new EntryLine(
                text(row, "call_id"),
                text(row, "corrects"),
                text(row, "reused_call_id"),
                text(row, "event_source"),
                text(row, "event_id"),
                text(row, "event_type"),
                text(row, "feature"),
                row.get("called_at", Instant.class),
                text(row, "provider"),
                text(row, "model"),
                text(row, "outcome"),
                text(row, "userid"),
                text(row, "team"),
                number(row, "input_tokens"),
                number(row, "cached_input_tokens"),
                number(row, "output_tokens"),
                text(row, "served_model"),
                text(row, "tier"),
                row.get("reported_cost", BigDecimal.class),
                flags(row),
                row.get("amount", BigDecimal.class),
                row.get("saved", BigDecimal.class),
                text(row, "currency"),
                text(row, "unpriced_reason"));
    }

    private static List<String> flags(Tuple row) {
        String flags = text(row, "flags");
        return flags == null ? List.of() : List.of(flags.split(",", -1));
    }

    private static String text(Tuple row, String column) {
        return row.get(column, String.class);
    }

    private static long number(Tuple row, String column) {
        return ((Number) row.get(column)).longValue();
    }
}
