package dev.warren.messaging;

import dev.warren.contracts.v1.Topology;
import dev.warren.messaging.amqp.UnpublishableException;
import dev.warren.messaging.dead.Action;
import dev.warren.messaging.dead.Entry;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Where messages go that could not be processed, with the reason and the original routing in headers. */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final int MAX_DETAIL = 8000;
    private static final int MAX_BARE_DETAIL = 500;
    private static final int MAX_CAUSES = 8;
    private static final String ALL = "*";

    private final EmitterPublisher publisher;
    private final IncomingQueues queues;
    private final Clock clock;
    private final String service;

    DeadLetters(
            @Channel(Topology.DEAD_LETTERS) MutinyEmitter<byte[]> emitter,
            Publishing publishing,
            IncomingQueues queues,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.publisher = publishing.raw(emitter);
        this.queues = queues;
        this.clock = clock;
        this.service = service;
    }

    /**
     * Puts a message there; returns when the broker has confirmed it. A message with which that can never be done goes
     * there without its headers.
     *
     * @throws UnconfirmedException if the broker did not
     */
    void add(Arrival arrival, String reason, Throwable failure) {
        String letter = UUID.randomUUID().toString();
        try {
            Map<String, Object> headers = arrival.headersToCarryOn();
            headers.putAll(headers(arrival, reason, failure, MAX_DETAIL, letter));
            publisher.publish(arrival.body(), () -> arrival.copy(service, headers));
        } catch (UnpublishableException e) {
            LOG.warnf("dead letter goes without the headers of its message letter=%s cause=%s", letter, e);
            addBare(arrival, headers(arrival, reason, failure, MAX_BARE_DETAIL, letter));
        }
    }

    private void addBare(Arrival arrival, Map<String, Object> headers) {
        headers.put(Headers.ORIGINAL_EXCHANGE, arrival.originalExchange());
        headers.put(Headers.ORIGINAL_ROUTING_KEY, arrival.originalRoutingKey());
        headers.put(Headers.SHORTENED, ALL);
        try {
            publisher.publish(arrival.body(), () -> arrival.bare(service, headers));
        } catch (UnpublishableException e) {
            throw new UnconfirmedException("the broker does not even take the dead letter without headers", e);
        }
    }

    private Map<String, Object> headers(
            Arrival arrival, String reason, Throwable failure, int maxDetail, String letter) {
        Map<String, Object> headers = new TreeMap<>();
        headers.put(Headers.REASON, reason);
        headers.put(Headers.DETAIL, Text.bounded(failure.getMessage(), maxDetail));
        headers.put(Headers.EXCEPTION, classNames(failure));
        headers.put(Headers.ATTEMPTS, arrival.attempt());
        headers.put(Headers.TIME, clock.instant().toString());
        headers.put(Headers.QUEUE, queues.of(arrival));
        headers.put(Headers.LETTER, letter);
        headers.put(Headers.ALSO_TO, List.of(Entry.routingKey(service, Action.DEAD_LETTERED)));
        return headers;
    }

    private static String classNames(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .map(cause -> cause.getClass().getName())
                .collect(Collectors.joining(" < "));
    }
}
