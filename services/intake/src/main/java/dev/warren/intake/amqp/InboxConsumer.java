package dev.warren.intake.amqp;

import dev.warren.contracts.event.Publication;
import dev.warren.intake.accept.AcceptedEventPublisher;
import dev.warren.intake.accept.IntakeProtocol;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.messaging.processing.MessageProcessor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes events from {@code intake.inbox}. A message is acknowledged when the broker has confirmed its event. */
@ApplicationScoped
public class InboxConsumer {

    @Inject
    MessageProcessor messageProcessor;

    @Inject
    InboxDecoder decoder;

    @Inject
    AcceptedEventPublisher events;

    @Inject
    Clock clock;

    @Incoming("inbox")
    @RunOnVirtualThread
    void on(byte[] body, IncomingRabbitMQMetadata metadata) {
        Optional<Publication> publication = publication(metadata);
        messageProcessor.handle(
                body,
                metadata,
                decoder,
                delivery -> events.publish(IntakeProtocol.AMQP, List.of(delivery.event()), publication));
    }

    /** What came before may have been published then: it is no later publication of its event. */
    private Optional<Publication> publication(IncomingRabbitMQMetadata metadata) {
        boolean cameBefore = metadata.isRedeliver() || metadata.getHeaders().containsKey(WarrenHeaders.ATTEMPT);
        return cameBefore ? Optional.empty() : Optional.of(Publication.at(clock.instant()));
    }
}
