package dev.warren.notifier.status;

import dev.warren.contracts.v1.Topology;
import dev.warren.messaging.Consumption;
import dev.warren.messaging.EventHandler;
import dev.warren.messaging.Headers;
import dev.warren.messaging.PermanentFailureException;
import dev.warren.messaging.database.Database;
import io.cloudevents.CloudEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the database up with the broker; a message is acknowledged when it is committed. */
@ApplicationScoped
class Consumers {

    private final Consumption consumption;
    private final EventHandler events;
    private final EventHandler results;
    private final Recorder recorder;

    Consumers(Consumption consumption, Recorder recorder, Database database) {
        this.consumption = consumption;
        this.recorder = recorder;
        this.events = database.patient(delivery -> recorder.accepted(delivery.event(), delivery.publication()));
        this.results = database.patient(delivery -> record(delivery.event()));
    }

    @Incoming("events")
    @RunOnVirtualThread
    void onEvent(byte[] body, IncomingRabbitMQMetadata metadata) {
        consumption.handle(body, metadata, events);
    }

    /** Takes results, and the events that come back after a delay: the retry queues lead here alone. */
    @Incoming("results")
    @RunOnVirtualThread
    void onResult(byte[] body, IncomingRabbitMQMetadata metadata) {
        Object exchange = metadata.getHeaders().get(Headers.ORIGINAL_EXCHANGE);
        consumption.handle(body, metadata, Topology.EVENTS.equals(exchange) ? events : results);
    }

    private void record(CloudEvent message) {
        try {
            recorder.result(message);
        } catch (IllegalArgumentException e) {
            throw new PermanentFailureException(
                    "malformed-result", "the message is no result: it names no outcome, no event or no feature", e);
        }
    }
}
