package dev.warren.messaging.processing;

import dev.warren.contracts.event.Publication;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.WarrenHeaders;
import io.cloudevents.CloudEvent;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A message as it came out of a queue, perhaps after earlier attempts. Its headers are an outside program's: what is
 * not of the right kind counts as absent.
 *
 * @param body as it is
 * @param metadata headers, properties and routing
 * @param attempt 1 at first
 * @param pending what is left to do; empty for everything
 */
@SuppressWarnings("ArrayRecordComponent") // compared by no one
record InboundMessage(byte[] body, IncomingRabbitMQMetadata metadata, int attempt, Set<String> pending) {

    private static final int PERSISTENT = 2;
    private static final Pattern LETTER = Pattern.compile("[A-Za-z0-9-]{1,64}");

    static InboundMessage of(byte[] body, IncomingRabbitMQMetadata metadata) {
        Map<String, Object> headers = metadata.getHeaders();
        int attempt = headers.get(WarrenHeaders.ATTEMPT) instanceof Number number ? Math.max(1, number.intValue()) : 1;
        return new InboundMessage(body, metadata, attempt, Set.copyOf(names(headers.get(WarrenHeaders.PENDING))));
    }

    /** The same message as a handler sees it. */
    Delivery delivery(CloudEvent event, Supplier<Duration> timeLeft, Runnable ours) {
        return new Delivery(
                event,
                attempt,
                pending,
                names(header(WarrenHeaders.PROVIDERS)),
                Boolean.TRUE.equals(header(WarrenHeaders.AGAIN)),
                letter(),
                Set.copyOf(names(header(WarrenHeaders.HELD))),
                Publication.read(header(WarrenHeaders.PUBLICATION)),
                timeLeft,
                ours);
    }

    private Optional<String> letter() {
        return header(WarrenHeaders.SENT_BACK) instanceof String letter
                        && LETTER.matcher(letter).matches()
                ? Optional.of(letter)
                : Optional.empty();
    }

    /** What was held before, and what is left to do. */
    List<String> heldWithPending() {
        return Stream.concat(names(header(WarrenHeaders.HELD)).stream(), pending.stream())
                .distinct()
                .toList();
    }

    /** The same message with something else left to do. */
    InboundMessage leaving(Set<String> left) {
        return new InboundMessage(body, metadata, attempt, left);
    }

    String originalExchange() {
        return header(WarrenHeaders.ORIGINAL_EXCHANGE) instanceof String exchange ? exchange : metadata.getExchange();
    }

    String originalRoutingKey() {
        return header(WarrenHeaders.ORIGINAL_ROUTING_KEY) instanceof String key ? key : metadata.getRoutingKey();
    }

    /** The headers to carry on, with the original routing and what is left to do. */
    Map<String, Object> headersToCarryOn() {
        Map<String, Object> headers = new TreeMap<>(metadata.getHeaders());
        headers.keySet().removeAll(WarrenHeaders.ACTED_ON);
        headers.keySet().removeAll(WarrenHeaders.SET_ANEW);
        if (!pending.isEmpty()) {
            headers.put(WarrenHeaders.PENDING, List.copyOf(pending));
            headers.put(WarrenHeaders.FEATURE, String.join(",", new TreeSet<>(pending)));
        }
        headers.put(WarrenHeaders.ORIGINAL_EXCHANGE, originalExchange());
        headers.put(WarrenHeaders.ORIGINAL_ROUTING_KEY, originalRoutingKey());
        return headers;
    }

    /**
     * The properties to publish it with anew. Without the original's expiration, which would let it vanish from where
     * it waits, and without its user id, which the broker accepts from that user alone.
     */
    OutgoingRabbitMQMetadata.Builder copy(String routingKey, Map<String, Object> headers) {
        OutgoingRabbitMQMetadata.Builder copy = bare(routingKey, headers);
        metadata.getContentEncoding().ifPresent(copy::withContentEncoding);
        metadata.getCorrelationId().ifPresent(copy::withCorrelationId);
        metadata.getReplyTo().ifPresent(copy::withReplyTo);
        metadata.getPriority().ifPresent(copy::withPriority);
        metadata.getType().ifPresent(copy::withType);
        metadata.getAppId().ifPresent(copy::withAppId);
        metadata.getTimestamp(ZoneOffset.UTC).ifPresent(copy::withTimestamp);
        return copy;
    }

    /** As {@link #copy}, with the properties alone that say what it is. */
    OutgoingRabbitMQMetadata.Builder bare(String routingKey, Map<String, Object> headers) {
        OutgoingRabbitMQMetadata.Builder bare = OutgoingRabbitMQMetadata.builder()
                .withRoutingKey(routingKey)
                .withDeliveryMode(PERSISTENT)
                .withHeaders(headers);
        metadata.getMessageId().ifPresent(bare::withMessageId);
        metadata.getContentType().ifPresent(bare::withContentType);
        return bare;
    }

    private static List<String> names(Object header) {
        return header instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }

    private Object header(String name) {
        return metadata.getHeaders().get(name);
    }
}
