package dev.warren.messaging.codec;

import dev.warren.messaging.MalformedMessageException;
import io.cloudevents.CloudEvent;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;

/** Makes an event of the bytes of a message. {@link CloudEventCodec} is the usual one. */
@FunctionalInterface
public interface MessageDecoder {

    /**
     * Decodes one message. Whatever the bytes are, there are two ends: an event or the exception.
     *
     * @throws MalformedMessageException if the message is no event; it goes to the dead letters with the reason
     */
    CloudEvent decode(byte[] body, IncomingRabbitMQMetadata metadata) throws MalformedMessageException;
}
