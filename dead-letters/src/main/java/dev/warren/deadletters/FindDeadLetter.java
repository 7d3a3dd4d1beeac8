package dev.warren.deadletters;

import com.rabbitmq.client.AMQP;
import dev.warren.deadletters.DeadLetterResponses.Shown;
import dev.warren.deadletters.queue.BrowsedDeadLetter;
import dev.warren.deadletters.queue.DeadLetterReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds one dead letter and reads it in full. Used by one thread. */
final class FindDeadLetter implements DeadLetterReader {

    private static final String BASE64 = "base64";

    private final String key;
    private final int maxBytes;
    private Shown found;

    FindDeadLetter(String key, int maxBytes) {
        this.key = key;
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean read(BrowsedDeadLetter browsedDeadLetter) {
        if (browsedDeadLetter.letter().key().equals(key)) {
            found = shown(browsedDeadLetter);
        }
        return found == null;
    }

    Optional<Shown> found() {
        return Optional.ofNullable(found);
    }

    private Shown shown(BrowsedDeadLetter browsedDeadLetter) {
        byte[] body = browsedDeadLetter.body();
        boolean cut = body.length > maxBytes;
        byte[] shown = cut ? Arrays.copyOf(body, maxBytes) : body;
        Optional<String> text = cut ? Optional.empty() : utf8(shown);
        return new Shown(
                browsedDeadLetter.letter(),
                browsedDeadLetter.headers().plain(),
                properties(browsedDeadLetter.properties()),
                text.orElseGet(() -> Base64.getEncoder().encodeToString(shown)),
                text.isPresent() ? null : BASE64,
                body.length,
                cut);
    }

    private static Optional<String> utf8(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> properties(AMQP.BasicProperties from) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("messageId", from.getMessageId());
        properties.put("contentType", from.getContentType());
        properties.put("contentEncoding", from.getContentEncoding());
        properties.put("correlationId", from.getCorrelationId());
        properties.put("replyTo", from.getReplyTo());
        properties.put("type", from.getType());
        properties.put("appId", from.getAppId());
        properties.put("userId", from.getUserId());
        properties.put("priority", from.getPriority());
        properties.put("deliveryMode", from.getDeliveryMode());
        properties.put("expiration", from.getExpiration());
        properties.put(
                "timestamp",
                Optional.ofNullable(from.getTimestamp())
                        .map(Date::toInstant)
                        .map(Instant::toString)
                        .orElse(null));
        properties.values().removeIf(value -> value == null);
        return properties;
    }
}
