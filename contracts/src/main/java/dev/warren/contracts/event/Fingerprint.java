package dev.warren.contracts.event;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.warren.contracts.json.PooledJson;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.jackson.JsonCloudEventData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells whether an event that is published again says the same. What counts is what an answer is made of and who it is
 * for: type, user, team, and data as JSON, in which neither the order of an object's fields nor white space nor zeros
 * at the end of a number make a difference. What may differ from one publication to the next does not count: time, the
 * trace, and all other attributes.
 */
public final class Fingerprint {

    private static final int HALF = 16;
    private static final ObjectMapper CANONICAL = PooledJson.mapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private Fingerprint() {}

    /** The first 128 bits of a SHA-256, in 32 hexadecimal digits. */
    public static String of(CloudEvent event) {
        Attribution who = Attribution.of(event);
        MessageDigest digest = sha256();
        add(digest, event.getType().getBytes(StandardCharsets.UTF_8));
        add(digest, who.userId().getBytes(StandardCharsets.UTF_8));
        add(digest, (who.team() == null ? "" : who.team()).getBytes(StandardCharsets.UTF_8));
        add(digest, event.getData() == null ? new byte[0] : canonical(event.getData()));
        return HexFormat.of().formatHex(digest.digest(), 0, HALF);
    }

    /** What is no JSON, or has numbers beyond measure, counts as it is. */
    private static byte[] canonical(CloudEventData data) {
        try {
            return CANONICAL.writeValueAsBytes(
                    data instanceof JsonCloudEventData json
                            ? CANONICAL.readTree(CANONICAL.treeAsTokens(json.getNode()))
                            : CANONICAL.readTree(data.toBytes()));
        } catch (IOException | NumberFormatException e) {
            return data.toBytes();
        }
    }

    /** Each part is preceded by its length: no two lists read the same. */
    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
        digest.update(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
