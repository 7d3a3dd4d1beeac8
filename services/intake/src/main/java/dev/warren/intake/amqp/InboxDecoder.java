package dev.warren.intake.amqp;

import dev.warren.intake.accept.IntakeMetrics;
import dev.warren.intake.accept.IntakeProtocol;
import dev.warren.intake.event.BodyLimit;
import dev.warren.intake.event.EventRefusedException;
import dev.warren.intake.event.EventValidator;
import dev.warren.intake.mapping.PlainMessage;
import dev.warren.messaging.MalformedMessageException;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.messaging.codec.MessageDecoder;
import io.cloudevents.CloudEvent;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;

/** Makes a valid event of a message from the inbox, or says everything that is wrong with it. */
@ApplicationScoped
class InboxDecoder implements MessageDecoder {

    private final InboxMessages messages;
    private final EventValidator eventValidator;
    private final BodyLimit bodyLimit;
    private final IntakeMetrics metrics;

    @Inject
    InboxDecoder(InboxMessages messages, EventValidator eventValidator, BodyLimit bodyLimit, IntakeMetrics metrics) {
        this.messages = messages;
        this.eventValidator = eventValidator;
        this.bodyLimit = bodyLimit;
        this.metrics = metrics;
    }

    @Override
    public CloudEvent decode(byte[] body, IncomingRabbitMQMetadata metadata) throws MalformedMessageException {
        try {
            byte[] unpacked =
                    bodyLimit.unpacked(body, metadata.getContentEncoding().orElse(null));
            return eventValidator.admit(messages.read(message(unpacked, metadata)));
        } catch (EventRefusedException e) {
            metrics.refused(IntakeProtocol.AMQP, e.refusal());
            throw new MalformedMessageException(e.refusal().code(), e.getMessage());
        }
    }

    private static PlainMessage message(byte[] body, IncomingRabbitMQMetadata metadata) {
        return new PlainMessage(
                first(metadata, WarrenHeaders.ORIGINAL_EXCHANGE, metadata.getExchange()),
                first(metadata, WarrenHeaders.ORIGINAL_ROUTING_KEY, metadata.getRoutingKey()),
                properties(metadata),
                metadata.getHeaders(),
                body);
    }

    /** What a message that waited for another attempt came in with at first. */
    private static String first(IncomingRabbitMQMetadata metadata, String header, String now) {
        return metadata.getHeaders().get(header) instanceof String original ? original : now;
    }

    private static Map<String, String> properties(IncomingRabbitMQMetadata metadata) {
        Map<String, String> properties = new HashMap<>();
        metadata.getContentType().ifPresent(value -> properties.put("content-type", value));
        metadata.getMessageId().ifPresent(value -> properties.put("message-id", value));
        metadata.getCorrelationId().ifPresent(value -> properties.put("correlation-id", value));
        metadata.getTimestamp(ZoneOffset.UTC)
                .map(ZonedDateTime::toInstant)
                .ifPresent(value -> properties.put("timestamp", value.toString()));
        metadata.getType().ifPresent(value -> properties.put("type", value));
        metadata.getAppId().ifPresent(value -> properties.put("app-id", value));
        metadata.getUserId().ifPresent(value -> properties.put("user-id", value));
        return properties;
    }
}
