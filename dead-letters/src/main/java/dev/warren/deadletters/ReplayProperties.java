package dev.warren.deadletters;

import com.rabbitmq.client.AMQP;
import dev.warren.amqp.PropertiesSanitizer;
import dev.warren.deadletters.queue.BrowsedDeadLetter;
import dev.warren.deadletters.queue.MessageHeaders;
import dev.warren.messaging.WarrenHeaders;
import java.util.List;
import java.util.Map;

/**
 * The AMQP properties of a replayed dead letter: the original ones without the dead-letter headers. The expiration is
 * removed, because the message would expire while it waits; so is the user id, because the broker accepts it from that
 * user only.
 */
final class ReplayProperties {

    private static final int PERSISTENT = 2;

    private ReplayProperties() {}

    static AMQP.BasicProperties of(BrowsedDeadLetter letter, List<String> providers) {
        return PropertiesSanitizer.of(letter.properties())
                .builder()
                .headers(headers(letter.letter().key(), letter.headers(), providers))
                .deliveryMode(PERSISTENT)
                .expiration(null)
                .userId(null)
                .build();
    }

    private static Map<String, Object> headers(String key, MessageHeaders before, List<String> providers) {
        Map<String, Object> headers = PropertiesSanitizer.headers(before.values());
        headers.keySet().removeAll(WarrenHeaders.ACTED_ON);
        headers.keySet().removeAll(WarrenHeaders.OF_A_LETTER);
        headers.remove(WarrenHeaders.ATTEMPT);
        headers.remove(WarrenHeaders.PROVIDERS);
        before.table("x-death").ifPresent(death -> route(headers, death));
        headers.put(WarrenHeaders.AGAIN, true);
        headers.put(WarrenHeaders.SENT_BACK, key);
        if (!providers.isEmpty()) {
            headers.put(WarrenHeaders.PROVIDERS, providers);
        }
        return headers;
    }

    /** How it came in at first, for a letter of the broker's, which nobody has told that before. */
    private static void route(Map<String, Object> headers, MessageHeaders death) {
        death.text("exchange").ifPresent(exchange -> headers.putIfAbsent(WarrenHeaders.ORIGINAL_EXCHANGE, exchange));
        death.texts("routing-keys").stream()
                .findFirst()
                .ifPresent(key -> headers.putIfAbsent(WarrenHeaders.ORIGINAL_ROUTING_KEY, key));
    }
}
