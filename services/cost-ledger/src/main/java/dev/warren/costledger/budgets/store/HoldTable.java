package dev.warren.costledger.budgets.store;

import dev.warren.costledger.budgets.model.Hold;
import dev.warren.database.BatchColumns;
import dev.warren.database.Jdbc;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds in the database. Who changes one has locked it, all of a transaction in the order of their ids, and before any
 * account.
 */
public final class HoldTable {

    /** How long a hold lasts at most. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private static final String FIND = "select * from hold where call_id = any(?)";
    private static final String LOCK = FIND + " order by call_id for update";

    private static final String LOCK_FREE = LOCK + " skip locked";

    private static final String LOCK_OVERDUE = """
            select * from hold where state = 'open' and expires_at <= ? order by expires_at limit ?
            for update skip locked
            """;

    private static final String COUNTED =
            "select * from hold where (state = 'open' or (state = 'assumed' and granted_at >= ?)) and currency = ?";

    private static final String PUT = """
            insert into hold (call_id, state, userid, team, feature, provider, model, amount, currency, accounts,
                starts, granted_at, expires_at, ended_at)
            select call_id, state, userid, team, feature, provider, model, amount, currency, accounts::bigint[],
                starts::timestamptz[], granted_at, expires_at, ended_at
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[],
                ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                put (call_id, state, userid, team, feature, provider, model, amount, currency, accounts, starts,
                    granted_at, expires_at, ended_at)
            order by call_id
            on conflict (call_id) do update
            set state = excluded.state, amount = excluded.amount, currency = excluded.currency,
                accounts = excluded.accounts, starts = excluded.starts, granted_at = excluded.granted_at,
                expires_at = excluded.expires_at, ended_at = excluded.ended_at
            """;

    /** A concurrent insert of the same call is waited for and wins. */
    private static final String ADD = PUT + " where hold.state = 'expired' returning call_id";

    private static final String END = """
            update hold set state = ended.state, ended_at = statement_timestamp()
            from unnest(?::text[], ?::text[]) ended (call_id, state) where hold.call_id = ended.call_id
            """;

    private HoldTable() {}

    /** Those of the calls that have one, locked. */
    public static Map<String, Hold> lock(Connection connection, Collection<String> callIds) throws SQLException {
        return byCall(connection, LOCK, callIds);
    }

    /**
     * The same for who has locked accounts, and so must not wait for who locks a hold before them. A hold that is
     * locked by somebody is about to end.
     */
    public static Map<String, Hold> lockFree(Connection connection, Collection<String> callIds) throws SQLException {
        return byCall(connection, LOCK_FREE, callIds);
    }

    /** Those of the calls that have one, as it is now. */
    public static Map<String, Hold> find(Connection connection, Collection<String> callIds) throws SQLException {
        return byCall(connection, FIND, callIds);
    }

    private static Map<String, Hold> byCall(Connection connection, String query, Collection<String> callIds)
            throws SQLException {
        if (callIds.isEmpty()) {
            return new HashMap<>();
        }
        return Jdbc.list(connection, query, HoldTable::hold, Jdbc.array(connection, "text", callIds)).stream()
                .collect(Collectors.toMap(Hold::callId, Function.identity(), (one, other) -> one, HashMap::new));
    }

    /** Some of those that should have ended, locked; those that somebody else has locked are left out. */
    public static List<Hold> lockOverdue(Connection connection, Instant now, int atMost) throws SQLException {
        return Jdbc.list(connection, LOCK_OVERDUE, HoldTable::hold, now, atMost);
    }

    /**
     * Those that are open, and those that are assumed since a moment, locked.
     *
     * @param filter narrows them further
     * @param parameters the moment, the currency, and those of the filter
     */
    static List<Hold> lockCounted(Connection connection, String filter, List<Object> parameters) throws SQLException {
        return Jdbc.list(
                connection, COUNTED + filter + " order by call_id for update", HoldTable::hold, parameters.toArray());
    }

    /**
     * Adds holds of calls that had none, or begins expired ones anew. Others may have added one of the same call since
     * it was looked for; such a hold is left as it is.
     *
     * @return the calls whose holds are the given ones now
     */
    public static Set<String> add(Connection connection, Collection<Hold> holds) throws SQLException {
        if (holds.isEmpty()) {
            return Set.of();
        }
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            bind(insert, holds);
            return Set.copyOf(Jdbc.list(insert, row -> row.getString("call_id")));
        }
    }

    /** Writes holds over what there was of their calls, which the transaction has locked. */
    static void put(Connection connection, Collection<Hold> holds) throws SQLException {
        if (holds.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(PUT)) {
            bind(insert, holds);
            insert.executeUpdate();
        }
    }

    private static void bind(PreparedStatement insert, Collection<Hold> holds) throws SQLException {
        BatchColumns.of(insert, new ArrayList<>(holds))
                .text(Hold::callId)
                .text(hold -> hold.state().word())
                .text(hold -> hold.call().userid())
                .text(hold -> hold.call().team())
                .text(hold -> hold.call().feature())
                .text(hold -> hold.call().provider())
                .text(hold -> hold.call().model())
                .add("numeric", Hold::amount)
                .text(Hold::currency)
                .text(hold -> array(hold, Hold.Part::account))
                .text(hold -> array(hold, Hold.Part::starts))
                .add("timestamptz", Hold::grantedAt)
                .add("timestamptz", Hold::expiresAt)
                .add("timestamptz", Hold::endedAt);
    }

    /** Records the states of holds that have ended. */
    public static void end(Connection connection, Collection<Hold> holds) throws SQLException {
        if (holds.isEmpty()) {
            return;
        }
        Jdbc.update(
                connection,
                END,
                Jdbc.array(connection, "text", holds.stream().map(Hold::callId).toList()),
                Jdbc.array(
                        connection,
                        "text",
                        holds.stream().map(hold -> hold.state().word()).toList()));
    }

    private static String array(Hold hold, Function<Hold.Part, ?> value) {
        return hold.parts().stream().map(value).map(Object::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static Hold hold(ResultSet row) throws SQLException {
        List<Long> accounts = Jdbc.longs(row, "accounts");
        List<Instant> starts = Jdbc.instants(row, "starts");
        List<Hold.Part> parts = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
            parts.add(new Hold.Part(accounts.get(i), starts.get(i)));
        }
        return new Hold(
                row.getString("call_id"),
                Hold.State.of(row.getString("state")),
                BudgetSnapshots.scope(row),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                parts,
                Jdbc.instant(row, "granted_at"),
                Jdbc.instant(row, "expires_at"),
                Jdbc.instant(row, "ended_at"));
    }
}
