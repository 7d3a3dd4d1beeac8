package dev.warren.messaging;

import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts decoding, retry and dead-lettering around a handler. */
@ApplicationScoped
public class Consumption {

    /**
     * Processes one message to an end: handled, parked for later, or dead-lettered with its reason. When it returns,
     * what it published has been confirmed and the message may be acknowledged.
     */
    public void handle(byte[] body, IncomingRabbitMQMetadata metadata, EventHandler handler) {
        throw new UnsupportedOperationException();
    }
}
