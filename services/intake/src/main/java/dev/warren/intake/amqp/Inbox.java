package dev.warren.intake.amqp;

import dev.warren.intake.AcceptedEvents;
import dev.warren.intake.Door;
import dev.warren.messaging.Consumption;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.EventHandler;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes events from {@code intake.inbox}. A message is acknowledged when the broker has confirmed its event. */
@ApplicationScoped
public class Inbox implements EventHandler {

    @Inject
    Consumption consumption;

    @Inject
    InboxDecoder decoder;

    @Inject
    AcceptedEvents events;

    @Incoming("inbox")
    @RunOnVirtualThread
    void on(byte[] body, IncomingRabbitMQMetadata metadata) {
        consumption.handle(body, metadata, decoder, this);
    }

    @Override
    public void on(Delivery delivery) {
        events.publish(Door.AMQP, List.of(delivery.event()));
    }
}
