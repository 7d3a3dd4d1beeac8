package dev.warren.messaging.processing;

import dev.warren.amqp.outgoing.UnpublishableException;
import dev.warren.contracts.Topology;
import dev.warren.contracts.event.TextTruncation;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.messaging.publishing.EmitterPublisher;
import dev.warren.messaging.publishing.PublisherFactory;
import dev.warren.messaging.publishing.UnconfirmedException;
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
class DeadLetterPublisher {

    private static final Logger LOG = Logger.getLogger(DeadLetterPublisher.class);
    private static final int MAX_DETAIL = 8000;
    private static final int MAX_BARE_DETAIL = 500;
    private static final int MAX_CAUSES = 8;
    private static final String ALL = "*";

    private final EmitterPublisher publisher;
    private final IncomingQueues queues;
    private final Clock clock;
    private final String service;

    DeadLetterPublisher(
            @Channel(Topology.DEAD_LETTERS) MutinyEmitter<byte[]> emitter,
            PublisherFactory publisherFactory,
            IncomingQueues queues,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.publisher = publisherFactory.raw(emitter);
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
    void add(InboundMessage inboundMessage, String reason, Throwable failure) {
        String letter = UUID.randomUUID().toString();
        try {
            Map<String, Object> headers = inboundMessage.headersToCarryOn();
            headers.putAll(headers(inboundMessage, reason, failure, MAX_DETAIL, letter));
            publisher.publish(inboundMessage.body(), () -> inboundMessage.copy(service, headers));
        } catch (UnpublishableException e) {
            LOG.warnf("dead-lettered without its original headers letter=%s cause=%s", letter, e);
            addBare(inboundMessage, headers(inboundMessage, reason, failure, MAX_BARE_DETAIL, letter));
        }
    }

    private void addBare(InboundMessage inboundMessage, Map<String, Object> headers) {
        headers.put(WarrenHeaders.ORIGINAL_EXCHANGE, inboundMessage.originalExchange());
        headers.put(WarrenHeaders.ORIGINAL_ROUTING_KEY, inboundMessage.originalRoutingKey());
        headers.put(WarrenHeaders.SHORTENED, ALL);
        try {
            publisher.publish(inboundMessage.body(), () -> inboundMessage.bare(service, headers));
        } catch (UnpublishableException e) {
            throw new UnconfirmedException("the broker rejects the dead letter even without headers", e);
        }
    }

    private Map<String, Object> headers(
            InboundMessage inboundMessage, String reason, Throwable failure, int maxDetail, String letter) {
        Map<String, Object> headers = new TreeMap<>();
        headers.put(WarrenHeaders.REASON, reason);
        headers.put(WarrenHeaders.DETAIL, TextTruncation.bounded(failure.getMessage(), maxDetail));
        headers.put(WarrenHeaders.EXCEPTION, classNames(failure));
        headers.put(WarrenHeaders.ATTEMPTS, inboundMessage.attempt());
        headers.put(WarrenHeaders.TIME, clock.instant().toString());
        headers.put(WarrenHeaders.QUEUE, queues.of(inboundMessage));
        headers.put(WarrenHeaders.LETTER, letter);
        headers.put(WarrenHeaders.ALSO_TO, List.of(DeadLetterAction.DEAD_LETTERED.routingKey(service)));
        return headers;
    }

    private static String classNames(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .map(cause -> cause.getClass().getName())
                .collect(Collectors.joining(" < "));
    }
}
