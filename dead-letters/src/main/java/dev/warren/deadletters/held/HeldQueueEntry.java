package dev.warren.deadletters.held;

import com.rabbitmq.client.Delivery;
import dev.warren.messaging.WarrenHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A message that waits to be released.
 *
 * @param awaited what it waits for, in words of whoever releases it
 * @param pending names of what is left to do
 * @param since when it was held first; empty where an older service held it
 */
public record HeldQueueEntry(Set<String> awaited, Set<String> pending, Optional<Instant> since) {

    static HeldQueueEntry of(Delivery message) {
        Map<String, Object> headers = headers(message);
        return new HeldQueueEntry(
                texts(headers.get(WarrenHeaders.AWAITED)),
                texts(headers.get(WarrenHeaders.PENDING)),
                Optional.ofNullable(headers.get(WarrenHeaders.HELD_SINCE)).flatMap(text -> instant(text.toString())));
    }

    static Map<String, Object> headers(Delivery message) {
        Map<String, Object> headers = message.getProperties().getHeaders();
        return headers == null ? Map.of() : headers;
    }

    private static Set<String> texts(Object header) {
        return header instanceof List<?> texts
                ? texts.stream().map(String::valueOf).collect(Collectors.toSet())
                : Set.of();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
