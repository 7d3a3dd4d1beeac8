package dev.warren.modelchain.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The answers that were bought, and how they are looked up: many with one statement. */
final class AnswerTable {

    private static final String FIND = "SELECT key, answer FROM answer WHERE key = ANY (?) AND expires_at > now()";

    private AnswerTable() {}

    /** The answers to these questions, in their order; empty where there is none that is still good. */
    static List<Optional<String>> find(Connection connection, List<UUID> keys) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(FIND)) {
            sql.setArray(1, WorkItemTable.uuids(connection, keys, Function.identity()));
            Map<UUID, String> answers = new HashMap<>();
            try (ResultSet rows = sql.executeQuery()) {
                while (rows.next()) {
                    answers.put(rows.getObject(1, UUID.class), rows.getString(2));
                }
            }
            return keys.stream()
                    .map(key -> Optional.ofNullable(answers.get(key)))
                    .toList();
        }
    }
}
