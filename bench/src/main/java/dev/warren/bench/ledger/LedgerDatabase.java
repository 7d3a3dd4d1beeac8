package dev.warren.bench.ledger;

import dev.warren.testing.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The ledger's database, as far as its HTTP interface does not tell. */
record LedgerDatabase(Database database) {

    /** How many users spend. */
    static final int USERS = 1_000;

    /** How many features they use. */
    static final int FEATURES = 10;

    /**
     * A year of calls. Each user uses three features, each feature has a model and a second one that it falls over to
     * in one call of ten; a few calls are not priced.
     */
    private static final String FILL = """
            insert into entry (call_id, event_source, event_id, event_type, feature, provider, model, userid, team,
                input_tokens, cached_input_tokens, output_tokens, tokens_known, outcome, called_at, amount, currency,
                price_id, unpriced_reason)
            select 'call-' || n, '/bench', 'event-' || n, 'ticket.type-' || feature % 4, 'feature-' || feature, provider,
                provider || '-model', 'u-' || person, 'team-' || person % 20, 200 + n % 900, n % 100, n % 120, true,
                'answered', timestamptz '2025-01-01 00:00+00' + n * (interval '365 days' / {entries}),
                case when n % 500 > 0 then (200 + n % 900) * 0.00000015 + (n % 120) * 0.0000006 end,
                case when n % 500 > 0 then 'USD' end, case when n % 500 > 0 then price end,
                case when n % 500 = 0 then 'unknown-tokens' end
            from (
                select n, person, (person + (n * 7919 / {users}) % 3) % {features} as feature,
                    case when n % 10 = 0 then 'secondary' else 'primary' end as provider,
                    (select min(id) from price) as price
                from (select n, (n * 48271) % {users} as person from generate_series({first}::bigint, {last}::bigint) as n) as call
            ) as call
            """;

    /** Adds them in transactions of a million. */
    void fill(long entries) {
        long portion = 1_000_000;
        execute("alter table entry disable trigger entry_is_rolled_up");
        for (long first = 0; first < entries; first += portion) {
            execute(FILL.replace("{entries}", Long.toString(entries))
                    .replace("{users}", Integer.toString(USERS))
                    .replace("{features}", Integer.toString(FEATURES))
                    .replace("{first}", Long.toString(first))
                    .replace("{last}", Long.toString(Math.min(first + portion, entries) - 1)));
        }
        execute("alter table entry enable trigger entry_is_rolled_up");
    }

    /** Does what the database does by itself some minutes later. */
    void settle() {
        execute("vacuum analyze");
    }

    /** How many entries there are, where none was ever refused. */
    long entries() {
        return Long.parseLong(ask("select coalesce(max(id), 0) from entry"));
    }

    /** How many transactions wrote them. */
    long commits() {
        return Long.parseLong(ask("select count(distinct booked_at) from entry"));
    }

    /** What tables take on the disk with their indexes, for a person. */
    String size(String... tables) {
        return ask("select pg_size_pretty(sum(pg_total_relation_size(name::regclass))) from unnest('{"
                + String.join(",", tables) + "}'::text[]) as name");
    }

    private String ask(String query) {
        try (Connection connection = connect();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String statement) {
        try (Connection connection = connect();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}
