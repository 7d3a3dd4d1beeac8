package dev.warren.messaging.processing;

import dev.warren.amqp.AmqpConfig;
import dev.warren.amqp.incoming.MessageMover;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.messaging.publishing.EmitterPublisher;
import dev.warren.messaging.publishing.PublisherFactory;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Where messages wait for their next attempt: the broker keeps them and gives them back after a delay. */
@ApplicationScoped
class Parking implements MessageMover {

    private static final String HELD = "held";

    private final EmitterPublisher publisher;
    private final List<String> delays;
    private final Clock clock;

    Parking(
            @Channel("park") MutinyEmitter<byte[]> emitter,
            PublisherFactory publisherFactory,
            AmqpConfig config,
            Clock clock) {
        this.publisher = publisherFactory.raw(emitter);
        this.delays = config.delays();
        this.clock = clock;
    }

    /** The delay after the given attempt; none when all have been used. */
    Optional<String> delayAfter(int attempt) {
        return attempt <= delays.size() ? Optional.of(delays.get(attempt - 1)) : Optional.empty();
    }

    /**
     * Puts a message there; returns when the broker has confirmed it.
     *
     * @throws dev.warren.messaging.publishing.UnconfirmedException if the broker did not
     */
    void park(InboundMessage inboundMessage, String delay) {
        Map<String, Object> headers = inboundMessage.headersToCarryOn();
        headers.put(WarrenHeaders.ATTEMPT, inboundMessage.attempt() + 1);
        publisher.publish(inboundMessage.body(), () -> inboundMessage.copy(delay, headers));
    }

    /**
     * Puts a message where it waits until it is released; returns when the broker has confirmed it. It stays the
     * attempt that it was.
     *
     * @throws dev.warren.messaging.publishing.UnconfirmedException if the broker did not
     */
    void hold(InboundMessage inboundMessage, Set<String> awaited) {
        Map<String, Object> headers = inboundMessage.headersToCarryOn();
        headers.put(WarrenHeaders.ATTEMPT, inboundMessage.attempt());
        headers.put(WarrenHeaders.AWAITED, List.copyOf(awaited));
        headers.put(WarrenHeaders.HELD, inboundMessage.heldWithPending());
        headers.putIfAbsent(WarrenHeaders.HELD_SINCE, clock.instant().toString());
        publisher.publish(inboundMessage.body(), () -> inboundMessage.copy(HELD, headers));
    }

    /** As {@link #park}, for the shortest delay and as if this attempt had not been. */
    void postpone(InboundMessage inboundMessage) {
        move(inboundMessage, delays.getFirst());
    }

    /** Puts a message elsewhere as it is: it stays the attempt that it was. */
    @Override
    public void move(byte[] body, IncomingRabbitMQMetadata metadata, String key) {
        move(InboundMessage.of(body, metadata), key);
    }

    private void move(InboundMessage inboundMessage, String key) {
        Map<String, Object> headers = inboundMessage.headersToCarryOn();
        headers.put(WarrenHeaders.ATTEMPT, inboundMessage.attempt());
        publisher.publish(inboundMessage.body(), () -> inboundMessage.copy(key, headers));
    }
}
