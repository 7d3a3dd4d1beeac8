package dev.warren.costledger.reconciliation;

import dev.warren.costledger.reconciliation.ReconciliationReport.Call;
import dev.warren.costledger.reconciliation.ReconciliationReport.Calls;
import dev.warren.database.BatchColumns;
import dev.warren.database.ServiceDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds calls in the ledger that a provider's usage export does not contain, or may lack because their tokens are
 * unknown. Thread-safe.
 */
@ApplicationScoped
class UnmatchedCalls {

    private static final int MOST_LISTED = 1_000;

    private static final String FIND = """
            with missing as (
              select * from unnest(?::date[], ?::text[]) as missing (day, model)
            ), call as (
              select call_id, called_at, cast(called_at at time zone ? as date) as day, model, outcome,
                tokens_known or exists (select from entry as fix where fix.corrects = call.call_id and fix.recounts)
                  as tokens_known, provider_call_id
              from entry as call
              where provider = ? and called_at >= ? and called_at < ? and reused_call_id is null and corrects is null
            ), lone as (
              select call.*, exists (select from missing where (missing.day, missing.model) = (call.day, call.model))
                as is_missing
              from call
            )
            select call_id, called_at, day, model, outcome,
              case when is_missing then 'not-in-export' else 'unknown-tokens' end, count(*) over (),
              provider_call_id, tokens_known, count(*) filter (where not tokens_known) over (partition by day, model)
            from lone where is_missing or not tokens_known
            order by called_at, call_id limit ?
            """;

    private final ServiceDatabase database;

    UnmatchedCalls(ServiceDatabase database) {
        this.database = database;
    }

    /**
     * Those of a period.
     *
     * @param missing days and models that the record has nothing of
     */
    Found of(String provider, LocalDate first, LocalDate last, ZoneId zone, List<ReconciliationKey> missing) {
        return database.transact(connection -> find(connection, provider, first, last, zone, missing));
    }

    private static Found find(
            Connection connection,
            String provider,
            LocalDate first,
            LocalDate last,
            ZoneId zone,
            List<ReconciliationKey> missing)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            BatchColumns.of(query, missing)
                    .add("date", key -> key.day().toString())
                    .text(ReconciliationKey::model)
                    .value(zone.getId())
                    .value(provider)
                    .value(first.atStartOfDay(zone).toOffsetDateTime())
                    .value(last.plusDays(1).atStartOfDay(zone).toOffsetDateTime())
                    .value(MOST_LISTED);
            List<Call> listed = new ArrayList<>();
            Map<ReconciliationKey, Long> unknown = new HashMap<>();
            long count = 0;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Call call = call(rows);
                    listed.add(call);
                    unknown.put(new ReconciliationKey(call.day(), call.model()), rows.getLong(10));
                    count = rows.getLong(7);
                }
            }
            return new Found(new Calls(count, listed), unknown);
        }
    }

    /**
     * What there is.
     *
     * @param unknown how many of unknown tokens there are in all, of each day and model of the listed calls
     */
    record Found(Calls calls, Map<ReconciliationKey, Long> unknown) {}

    private static Call call(ResultSet row) throws SQLException {
        return new Call(
                row.getString(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getObject(3, LocalDate.class),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(8),
                row.getBoolean(9));
    }
}
