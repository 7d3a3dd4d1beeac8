package dev.warren.modelchain.store;

import dev.warren.database.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The answers that were bought, and how they are looked up: many with one statement. */
final class AnswerTable {

    private static final String FIND = "SELECT key, answer FROM answer WHERE key = ANY (?) AND expires_at > now()";

    private AnswerTable() {}

    /** The answers to these questions, in their order; empty where there is none that is still good. */
    static List<Optional<String>> find(Connection connection, List<UUID> keys) throws SQLException {
        Map<UUID, String> answers = new HashMap<>();
        Jdbc.list(
                connection,
                FIND,
                row -> answers.put(row.getObject(1, UUID.class), row.getString(2)),
                Jdbc.array(connection, "uuid", keys));
        return keys.stream().map(key -> Optional.ofNullable(answers.get(key))).toList();
    }
}
