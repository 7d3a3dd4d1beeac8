package dev.warren.deadletters.queue;

import com.rabbitmq.client.AMQP;
import dev.warren.messaging.WarrenHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is known of a dead letter. Whatever a message is, reading it ends in a letter.
 *
 * @param key what it is called for as long as it exists. Two messages with the same key are the same letter, which the
 *     broker got twice.
 * @param event which event it is about
 * @param feature what failed; several are one word with commas; null for everything
 * @param reason why, as a stable word for programs
 * @param detail why, as a sentence for a person; may be null
 * @param attempts how many were made; null where the broker gave the message up
 * @param at since when it is dead; null where nothing says so
 * @param traceId of its event; may be null
 */
@Schema(name = "DeadLetter")
public record DeadLetter(
        String key,
        DeadLetterEventRef event,
        String feature,
        String reason,
        String detail,
        Integer attempts,
        Instant at,
        String traceId) {

    /** The oldest first. */
    public static final Comparator<DeadLetter> BY_AGE = Comparator.comparing(
                    DeadLetter::at, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(DeadLetter::key);

    /** What may be a key. */
    public static final Pattern KEY = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-.*");
    private static final String UNKNOWN = "unknown";
    private static final String BROKERS = "x-death";
    private static final int KEY_BYTES = 16;

    /**
     * Reads one. A message that the broker gave up says so in {@code x-death}; its other headers are of before.
     *
     * @param maxBytes a larger body is not looked into
     */
    static DeadLetter of(AMQP.BasicProperties properties, byte[] body, int maxBytes) {
        MessageHeaders headers = new MessageHeaders(properties.getHeaders());
        DeadLetterEventRef event = DeadLetterEventRef.of(properties, body, maxBytes);
        return headers.table(BROKERS)
                .map(death -> brokers(headers, death, event, hash(properties, body, death)))
                .orElseGet(() -> services(headers, event, hash(properties, body, headers)));
    }

    /** Whether this feature is among those that failed; an empty name asks for letters that name none. */
    public boolean isAbout(String name) {
        return feature == null
                ? name.isEmpty()
                : feature.equals(name) || List.of(feature.split(",")).contains(name);
    }

    private static DeadLetter services(MessageHeaders headers, DeadLetterEventRef event, String hash) {
        return new DeadLetter(
                headers.text(WarrenHeaders.LETTER)
                        .filter(KEY.asMatchPredicate())
                        .orElse(hash),
                event,
                feature(headers),
                headers.text(WarrenHeaders.REASON).orElse(UNKNOWN),
                headers.text(WarrenHeaders.DETAIL).orElse(null),
                headers.number(WarrenHeaders.ATTEMPTS).orElse(null),
                headers.text(WarrenHeaders.TIME).flatMap(DeadLetter::instant).orElse(null),
                traceId(headers));
    }

    private static DeadLetter brokers(
            MessageHeaders headers, MessageHeaders death, DeadLetterEventRef event, String hash) {
        return new DeadLetter(
                hash,
                event,
                feature(headers),
                death.text("reason").map(word -> word.replace('_', '-')).orElse(UNKNOWN),
                death.text("queue")
                        .map(queue -> "The broker dead-lettered the message in " + queue)
                        .orElse(null),
                null,
                death.time("time").orElse(null),
                traceId(headers));
    }

    private static String feature(MessageHeaders headers) {
        List<String> pending = headers.texts(WarrenHeaders.PENDING);
        return pending.isEmpty()
                ? headers.text(WarrenHeaders.FEATURE).orElse(null)
                : String.join(",", new TreeSet<>(pending));
    }

    private static String traceId(MessageHeaders headers) {
        return headers.text("traceparent")
                .map(TRACE_PARENT::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .orElse(null);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String hash(AMQP.BasicProperties properties, byte[] body, MessageHeaders said) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String identity =
                    properties.getMessageId() + "\0" + said.time("time").orElse(null) + "\0";
            digest.update(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body), 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
