package dev.warren.costledger.booking;

import dev.warren.contracts.v1.ModelCalled.Spared;
import dev.warren.database.BatchColumns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** The rows of the ledger; nothing is ever changed or deleted, and the database refuses to. */
final class EntryTable {

    /** In the order of their ids: two who add the same ones wait for each other and do not deadlock. */
    private static final String ADD = """
            insert into entry (call_id, reused_call_id, event_source, event_id, event_type, feature, provider, model,
                userid, team, input_tokens, cached_input_tokens, output_tokens, tokens_known, outcome, called_at,
                amount, saved, currency, price_id, unpriced_reason, cache_write_input_tokens, reasoning_tokens, batch,
                corrects, resolves, recounts, provider_call_id, served_model, tier, reported_cost, spared_provider,
                spared_model, flags)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[], ?::text[], ?::timestamptz[],
                ?::numeric[], ?::numeric[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::boolean[],
                ?::text[], ?::boolean[], ?::boolean[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::text[], ?::text[],
                ?::text[]) as usage (call_id)
            order by call_id
            on conflict (call_id) do nothing
            returning call_id
            """;

    private EntryTable() {}

    /**
     * Adds all that are not there yet.
     *
     * @return per entry, whether it was added; of several for one id, it is the first that was
     */
    static List<Boolean> add(Connection connection, List<LedgerEntry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            return bound(insert, entries).insertOnce(entry -> entry.usage().id());
        }
    }

    private static BatchColumns<LedgerEntry> bound(PreparedStatement insert, List<LedgerEntry> entries)
            throws SQLException {
        return BatchColumns.of(insert, entries)
                .text(entry -> entry.usage().id())
                .text(entry -> entry.usage().reusedCallId())
                .text(entry -> entry.usage().event().source())
                .text(entry -> entry.usage().event().id())
                .text(entry -> entry.usage().event().type())
                .text(entry -> entry.usage().feature())
                .text(entry -> entry.usage().provider())
                .text(entry -> entry.usage().model())
                .text(entry -> entry.usage().who().userId())
                .text(entry -> entry.usage().who().team())
                .bigint(entry -> entry.usage().tokens().input())
                .bigint(entry -> entry.usage().tokens().cachedInput())
                .bigint(entry -> entry.usage().tokens().output())
                .add("bool", entry -> entry.usage().tokens().known())
                .text(entry -> entry.usage().outcome())
                .add("timestamptz", entry -> entry.usage().at())
                .add("numeric", entry -> entry.charge().amount())
                .add("numeric", entry -> entry.charge().saved())
                .text(entry -> entry.charge().currency())
                .bigint(entry -> entry.charge().priceId())
                .text(entry -> entry.charge().isPriced()
                        ? null
                        : entry.charge().reason().word())
                .bigint(entry -> entry.usage().tokens().cacheWrite())
                .bigint(entry -> entry.usage().tokens().reasoning())
                .add("bool", entry -> entry.usage().tokens().batch())
                .text(LedgerEntry::corrects)
                .add("bool", LedgerEntry::resolves)
                .add("bool", LedgerEntry::recounts)
                .text(entry -> entry.usage().details().providerCallId())
                .text(entry -> entry.usage().details().servedModel())
                .text(entry -> entry.usage().details().tier())
                .add("numeric", entry -> entry.usage().details().cost())
                .text(entry -> spared(entry, Spared::provider))
                .text(entry -> spared(entry, Spared::model))
                .text(EntryTable::flags);
    }

    private static String spared(LedgerEntry entry, Function<Spared, String> name) {
        Spared spared = entry.usage().details().spared();
        return spared == null ? null : name.apply(spared);
    }

    private static String flags(LedgerEntry entry) {
        List<String> flags = entry.usage().details().flags();
        return flags.isEmpty() ? null : String.join(",", flags);
    }
}
