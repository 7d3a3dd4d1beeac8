package dev.warren.costledger.outbox;

import dev.warren.database.BatchColumns;
import io.cloudevents.jackson.JsonFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;

/**
 * Messages on their way to the broker. What is added here leaves after the transaction was committed, in the order in
 * which it was added, and survives any crash; a crash between the broker's confirm and ours has it published again,
 * with the same id. Thread-safe.
 */
@ApplicationScoped
public class Outbox {

    private static final String ADD = """
            insert into outbox (exchange, routing_key, message_id, body)
            select exchange, routing_key, message_id, decode(body, 'base64')
            from unnest(?::text[], ?::text[], ?::text[], ?::text[]) message (exchange, routing_key, message_id, body)
            on conflict (message_id) do nothing
            """;

    private static final JsonFormat FORMAT = new JsonFormat();

    /**
     * Adds messages within the connection's transaction. One whose id is on its way already is left out; whether an
     * earlier one has left, only the caller can know.
     */
    public void add(Connection connection, List<OutboxMessage> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            BatchColumns.of(insert, messages)
                    .text(OutboxMessage::exchange)
                    .text(OutboxMessage::routingKey)
                    .text(message -> message.event().getId())
                    .text(message -> Base64.getEncoder().encodeToString(FORMAT.serialize(message.event())));
            insert.executeUpdate();
        }
    }
}
