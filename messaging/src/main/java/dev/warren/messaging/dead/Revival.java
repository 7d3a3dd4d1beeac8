package dev.warren.messaging.dead;

import com.rabbitmq.client.AMQP;
import dev.warren.messaging.Headers;
import dev.warren.messaging.amqp.Carriable;
import java.util.List;
import java.util.Map;

/**
 * A letter as it is sent back: the same message, without what made it a letter. Its expiration would let it vanish
 * where it waits, and its user id is accepted by the broker from that user alone.
 */
final class Revival {

    private static final int PERSISTENT = 2;

    private Revival() {}

    static AMQP.BasicProperties of(Taken letter, List<String> providers) {
        return Carriable.of(letter.properties())
                .builder()
                .headers(headers(letter.letter().key(), letter.headers(), providers))
                .deliveryMode(PERSISTENT)
                .expiration(null)
                .userId(null)
                .build();
    }

    private static Map<String, Object> headers(String key, HeaderTable before, List<String> providers) {
        Map<String, Object> headers = Carriable.headers(before.values());
        headers.keySet().removeAll(Headers.ACTED_ON);
        headers.keySet().removeAll(Headers.OF_A_LETTER);
        headers.remove(Headers.ATTEMPT);
        headers.remove(Headers.PROVIDERS);
        before.table("x-death").ifPresent(death -> route(headers, death));
        headers.put(Headers.AGAIN, true);
        headers.put(Headers.SENT_BACK, key);
        if (!providers.isEmpty()) {
            headers.put(Headers.PROVIDERS, providers);
        }
        return headers;
    }

    /** How it came in at first, for a letter of the broker's, which nobody has told that before. */
    private static void route(Map<String, Object> headers, HeaderTable death) {
        death.text("exchange").ifPresent(exchange -> headers.putIfAbsent(Headers.ORIGINAL_EXCHANGE, exchange));
        death.texts("routing-keys").stream()
                .findFirst()
                .ifPresent(key -> headers.putIfAbsent(Headers.ORIGINAL_ROUTING_KEY, key));
    }
}
