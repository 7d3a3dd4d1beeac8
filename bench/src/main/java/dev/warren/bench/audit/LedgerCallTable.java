package dev.warren.bench.audit;

import dev.warren.bench.lab.BilledTokens;
import dev.warren.testing.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The ledger's table of calls, read by an auditor. */
public final class LedgerCallTable {

    private static final String ENTRIES = """
            SELECT call_id, event_id, feature, provider, outcome, input_tokens, cached_input_tokens, output_tokens,
                   tokens_known, amount
            FROM entry
            WHERE reused_call_id IS NULL AND corrects IS NULL
            """;

    private final Database database;

    /** The ledger's database. */
    public LedgerCallTable(Database database) {
        this.database = database;
    }

    /** Every call that is booked; an answer that was used again is none, and neither is a correction. */
    public List<LedgerCall> entries() throws SQLException {
        List<LedgerCall> entries = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ENTRIES)) {
            while (rows.next()) {
                entries.add(entry(rows));
            }
        }
        return entries;
    }

    private static LedgerCall entry(ResultSet row) throws SQLException {
        return new LedgerCall(
                row.getString("call_id"),
                new ExpectedWork(row.getString("event_id"), row.getString("feature")),
                row.getString("provider"),
                row.getString("outcome"),
                new BilledTokens(
                        row.getInt("input_tokens"), row.getInt("cached_input_tokens"), row.getInt("output_tokens")),
                row.getBoolean("tokens_known"),
                row.getBigDecimal("amount"));
    }
}
