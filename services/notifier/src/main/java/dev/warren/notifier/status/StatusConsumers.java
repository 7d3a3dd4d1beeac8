package dev.warren.notifier.status;

import dev.warren.contracts.Topology;
import dev.warren.database.ServiceDatabase;
import dev.warren.messaging.EventHandler;
import dev.warren.messaging.PermanentFailureException;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.messaging.database.DatabaseOutageHandler;
import dev.warren.messaging.processing.MessageProcessor;
import io.cloudevents.CloudEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the database up with the broker; a message is acknowledged when it is committed. */
@ApplicationScoped
class StatusConsumers {

    private final MessageProcessor messageProcessor;
    private final EventHandler events;
    private final EventHandler results;
    private final StatusRecorder statusRecorder;

    StatusConsumers(MessageProcessor messageProcessor, StatusRecorder statusRecorder, ServiceDatabase database) {
        this.messageProcessor = messageProcessor;
        this.statusRecorder = statusRecorder;
        this.events = new DatabaseOutageHandler(
                delivery -> statusRecorder.accepted(delivery.event(), delivery.publication()), database);
        this.results = new DatabaseOutageHandler(delivery -> record(delivery.event()), database);
    }

    @Incoming("events")
    @RunOnVirtualThread
    void onEvent(byte[] body, IncomingRabbitMQMetadata metadata) {
        messageProcessor.handle(body, metadata, events);
    }

    /** Takes results, and the events that come back after a delay: the retry queues lead here alone. */
    @Incoming("results")
    @RunOnVirtualThread
    void onResult(byte[] body, IncomingRabbitMQMetadata metadata) {
        Object exchange = metadata.getHeaders().get(WarrenHeaders.ORIGINAL_EXCHANGE);
        messageProcessor.handle(body, metadata, Topology.EVENTS.equals(exchange) ? events : results);
    }

    private void record(CloudEvent message) {
        try {
            statusRecorder.result(message);
        } catch (IllegalArgumentException e) {
            throw new PermanentFailureException(
                    "malformed-result", "the message is not a result: it lacks outcome, event or feature", e);
        }
    }
}
