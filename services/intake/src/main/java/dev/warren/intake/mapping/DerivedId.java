package dev.warren.intake.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The id of a message that brings none: the message id if it has one, else the SHA-256 of the body, so that a
 * redelivery is the same event. Two messages with the very same body are then one event.
 */
record DerivedId() implements ValueSource {

    @Override
    public Optional<JsonNode> read(PlainMessage message, JsonNode document) {
        String messageId = message.properties().get("message-id");
        return Optional.of(TextNode.valueOf(messageId == null ? hash(message.body()) : messageId));
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
