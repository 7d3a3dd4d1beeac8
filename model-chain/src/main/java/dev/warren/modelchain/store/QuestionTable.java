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

    /** The answers that are there, and, without one, the questions that nobody asked until now. */
    private static final String ANSWERED_OR_ASK = """
            WITH wanted AS (
                SELECT * FROM unnest(?::uuid[]) AS wanted (key)
            ), answered AS (
                SELECT key, answer FROM answer JOIN wanted USING (key) WHERE expires_at > now()
            ), asked AS (
                INSERT INTO question (key, worker)
                SELECT key, ? FROM wanted WHERE NOT EXISTS (SELECT FROM answered WHERE answered.key = wanted.key)
                ORDER BY key
                ON CONFLICT (key) DO NOTHING
                RETURNING key
            )
            SELECT key, answer FROM answered UNION ALL SELECT key, NULL FROM asked""";

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
        Map<UUID, Reply> replies = answeredOrAsked(connection, keys);
        List<UUID> taken = without(replies, keys);
        if (!taken.isEmpty()) {
            takeOver(connection, taken, replies);
        }
        List<UUID> open = keys.stream()
                .filter(key -> !(replies.get(key) instanceof Reply.Answered))
                .toList();
        if (!open.isEmpty()) {
            replies.putAll(answeredMeanwhile(connection, open));
        }
        return keys.stream().map(key -> replies.getOrDefault(key, TAKEN)).toList();
    }

    /** The answers that are there; a question without one is left to others. */
    List<Reply> find(Connection connection, List<UUID> keys) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(ANSWERED)) {
            sql.setArray(1, WorkTable.uuids(connection, keys, Function.identity()));
            Map<UUID, Reply> answered = replies(sql);
            return keys.stream().map(key -> answered.getOrDefault(key, TAKEN)).toList();
        }
    }

    private Map<UUID, Reply> answeredOrAsked(Connection connection, List<UUID> keys) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(ANSWERED_OR_ASK)) {
            sql.setArray(1, WorkTable.uuids(connection, keys, Function.identity()));
            sql.setObject(2, worker.id());
            return replies(sql);
        }
    }

    /** Who asked before may have been answered since the first look; what we took of these is not to be asked. */
    private Map<UUID, Reply> answeredMeanwhile(Connection connection, List<UUID> open) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(ANSWERED)) {
            sql.setArray(1, WorkTable.uuids(connection, open, Function.identity()));
            Map<UUID, Reply> answered = replies(sql);
            if (!answered.isEmpty()) {
                giveBack(connection, List.copyOf(answered.keySet()));
            }
            return answered;
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

    private static Map<UUID, Reply> replies(PreparedStatement sql) throws SQLException {
        Map<UUID, Reply> replies = new HashMap<>();
        try (ResultSet rows = sql.executeQuery()) {
            while (rows.next()) {
                String answer = rows.getString(2);
                replies.put(rows.getObject(1, UUID.class), answer == null ? YOURS : new Reply.Answered(answer));
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
