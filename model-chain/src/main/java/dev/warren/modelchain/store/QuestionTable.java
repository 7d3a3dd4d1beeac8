package dev.warren.modelchain.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * The statements over questions and answers, each over many rows and committed by itself; locks as {@link WorkTable}.
 */
final class QuestionTable {

    private static final String ANSWERED = "SELECT key, answer FROM answer WHERE key = ANY (?) AND expires_at > now()";

    private static final String ASK = """
            INSERT INTO question (key, worker)
            SELECT asked.key, ? FROM unnest(?::uuid[]) AS asked (key)
            ORDER BY asked.key
            ON CONFLICT (key) DO NOTHING
            RETURNING key""";

    /** Whose turn is over is decided as for work. */
    private static final String TAKE_OVER = """
            WITH me AS (
                SELECT id, since FROM worker WHERE id = ?
            ), free AS (
                SELECT question.key
                FROM question
                CROSS JOIN me
                LEFT JOIN worker AS holder ON holder.id = question.worker
                WHERE question.key = ANY (?)
                  AND (holder.id IS NULL
                       OR holder.id = me.id
                       OR (holder.alive_until < now() AND me.since < now() - ? * interval '1 millisecond'))
                FOR UPDATE OF question SKIP LOCKED
            )
            UPDATE question SET worker = me.id
            FROM free, me
            WHERE question.key = free.key
            RETURNING question.key""";

    private static final String RETURN = "DELETE FROM question WHERE key = ANY (?) AND worker = ?";

    private static final Reply TAKEN = new Reply.Taken();
    private static final Reply YOURS = new Reply.Yours();

    private final Worker worker;

    QuestionTable(Worker worker) {
        this.worker = worker;
    }

    /** Finds the answers that are there, and takes what nobody asks. The keys must differ from each other. */
    List<Reply> ask(Connection connection, List<UUID> keys) throws SQLException {
        Map<UUID, Reply> replies = answered(connection, keys);
        List<UUID> open = without(replies, keys);
        if (!open.isEmpty()) {
            take(connection, open, replies);
            // who had it before may have been answered between the first look and now
            replies.putAll(answered(connection, open));
        }
        return keys.stream().map(key -> replies.getOrDefault(key, TAKEN)).toList();
    }

    private void take(Connection connection, List<UUID> open, Map<UUID, Reply> replies) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(ASK)) {
            sql.setObject(1, worker.id());
            sql.setArray(2, WorkTable.uuids(connection, open, Function.identity()));
            WorkTable.keys(sql).forEach(key -> replies.put(key, YOURS));
        }
        List<UUID> taken = without(replies, open);
        if (!taken.isEmpty()) {
            takeOver(connection, taken, replies);
        }
    }

    private void takeOver(Connection connection, List<UUID> taken, Map<UUID, Reply> replies) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(TAKE_OVER)) {
            sql.setObject(1, worker.id());
            sql.setArray(2, WorkTable.uuids(connection, taken, Function.identity()));
            sql.setLong(3, worker.lease().toMillis());
            WorkTable.keys(sql).forEach(key -> replies.put(key, YOURS));
        }
    }

    private static Map<UUID, Reply> answered(Connection connection, List<UUID> keys) throws SQLException {
        Map<UUID, Reply> replies = new HashMap<>();
        try (PreparedStatement sql = connection.prepareStatement(ANSWERED)) {
            sql.setArray(1, WorkTable.uuids(connection, keys, Function.identity()));
            try (ResultSet rows = sql.executeQuery()) {
                while (rows.next()) {
                    replies.put(rows.getObject(1, UUID.class), new Reply.Answered(rows.getString(2)));
                }
            }
        }
        return replies;
    }

    private static List<UUID> without(Map<UUID, Reply> replies, List<UUID> keys) {
        return keys.stream().filter(key -> !replies.containsKey(key)).toList();
    }

    /** Lets others ask. */
    List<Boolean> giveBack(Connection connection, List<UUID> keys) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(RETURN)) {
            sql.setArray(1, WorkTable.uuids(connection, keys, Function.identity()));
            sql.setObject(2, worker.id());
            sql.executeUpdate();
            return keys.stream().map(key -> true).toList();
        }
    }

    /** What the database says to who has a question. */
    sealed interface Reply {

        /** Here is the answer. */
        record Answered(String answer) implements Reply {}

        /** Ask a model; others wait for you. */
        record Yours() implements Reply {}

        /** Another process asks right now: look again in a moment. */
        record Taken() implements Reply {}
    }
}
