package dev.warren.messaging;

import dev.warren.contracts.v1.Topology;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Where messages go that could not be processed, with the reason and the original routing in headers. */
@ApplicationScoped
class DeadLetters {

    private static final int MAX_DETAIL = 8000;
    private static final int MAX_CAUSES = 8;

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
     * Puts a message there; returns when the broker has confirmed it.
     *
     * @throws UnconfirmedException if the broker did not
     */
    void add(Arrival arrival, String reason, Throwable failure) {
        Map<String, Object> headers = arrival.headersToCarryOn();
        headers.put(Headers.REASON, reason);
        headers.put(Headers.DETAIL, Text.bounded(failure.getMessage(), MAX_DETAIL));
        headers.put(Headers.EXCEPTION, classNames(failure));
        headers.put(Headers.ATTEMPTS, arrival.attempt());
        headers.put(Headers.TIME, clock.instant().toString());
        headers.put(Headers.QUEUE, queues.of(arrival));
        headers.put(Headers.LETTER, UUID.randomUUID().toString());
        publisher.publish(arrival.body(), () -> arrival.copy(service, headers));
    }

    private static String classNames(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .map(cause -> cause.getClass().getName())
                .collect(Collectors.joining(" < "));
    }
}
