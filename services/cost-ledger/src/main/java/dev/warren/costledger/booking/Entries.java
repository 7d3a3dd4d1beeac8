package dev.warren.costledger.booking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** The rows of the ledger. Thread-safe; nothing is ever changed or deleted, and the database refuses to. */
@ApplicationScoped
class Entries {

    private static final String ADD = """
            insert into entry (call_id, reused_call_id, event_source, event_id, event_type, feature, provider, model,
                userid, team, input_tokens, cached_input_tokens, output_tokens, tokens_known, outcome, called_at,
                amount, saved, currency, price_id, unpriced_reason)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (call_id) do nothing
            """;

    private final DataSource database;

    Entries(DataSource database) {
        this.database = database;
    }

    /**
     * Adds all that are not there yet, in one transaction, which is durable on return. To be called with the entries in
     * the order of their ids: two who add the same ones then wait for each other and do not deadlock.
     *
     * @return per entry, 1 if it was added and 0 if it had been there
     */
    @Transactional(rollbackOn = SQLException.class)
    int[] add(List<Entry> entries) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(ADD)) {
            for (Entry entry : entries) {
                bind(entry, new Row(insert));
                insert.addBatch();
            }
            return insert.executeBatch();
        }
    }

    private static void bind(Entry entry, Row row) throws SQLException {
        Usage usage = entry.usage();
        row.add(usage.id(), Types.VARCHAR);
        row.add(usage.reusedCallId(), Types.VARCHAR);
        row.add(usage.event().source(), Types.VARCHAR);
        row.add(usage.event().id(), Types.VARCHAR);
        row.add(usage.event().type(), Types.VARCHAR);
        row.add(usage.feature(), Types.VARCHAR);
        row.add(usage.provider(), Types.VARCHAR);
        row.add(usage.model(), Types.VARCHAR);
        row.add(usage.who().userId(), Types.VARCHAR);
        row.add(usage.who().team(), Types.VARCHAR);
        row.add(usage.tokens().input(), Types.BIGINT);
        row.add(usage.tokens().cachedInput(), Types.BIGINT);
        row.add(usage.tokens().output(), Types.BIGINT);
        row.add(usage.tokens().known(), Types.BOOLEAN);
        row.add(usage.outcome(), Types.VARCHAR);
        row.add(usage.at().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
        bind(entry.charge(), row);
    }

    private static void bind(Charge charge, Row row) throws SQLException {
        row.add(charge.amount(), Types.NUMERIC);
        row.add(charge.saved(), Types.NUMERIC);
        row.add(charge.currency(), Types.VARCHAR);
        row.add(charge.priceId(), Types.BIGINT);
        row.add(charge.isPriced() ? null : charge.reason().word(), Types.VARCHAR);
    }

    /**
     * The values of a row, one after the other; of a known type also where they are null, so that all rows are alike.
     */
    private static final class Row {

        private final PreparedStatement insert;
        private int column;

        Row(PreparedStatement insert) {
            this.insert = insert;
        }

        void add(Object value, int type) throws SQLException {
            column++;
            if (value == null) {
                insert.setNull(column, type);
            } else {
                insert.setObject(column, value, type);
            }
        }
    }
}
