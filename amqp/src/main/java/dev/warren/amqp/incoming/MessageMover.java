package dev.warren.amqp.incoming;

import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;

/** Moves messages in flight to another queue of the broker. */
@FunctionalInterface
public interface MessageMover {

    /**
     * Publishes the message as it is to the service's parking exchange; returns when the broker has confirmed it,
     * throws when it has not. Blocks.
     *
     * @param key the place's routing key there
     */
    void move(byte[] body, IncomingRabbitMQMetadata metadata, String key);
}
