package dev.warren.messaging;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.contracts.v1.Json;
import dev.warren.contracts.v1.Messages;
import dev.warren.messaging.amqp.AmqpConfig;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * CloudEvents as AMQP carries them: read in structured JSON mode or in binary mode, written in structured JSON mode.
 * Any bytes with any headers end in an event or in a {@link MalformedMessageException}, never in anything else. What it
 * returns is of version 1.0 and keeps to {@link EventRules}. Thread-safe.
 */
@ApplicationScoped
public class CloudEventCodec implements MessageDecoder {

    private static final String BATCH = "application/cloudevents-batch";
    private static final ObjectMapper STRICT = Json.mapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final AmqpConfig config;

    CloudEventCodec(AmqpConfig config) {
        this.config = config;
    }

    /** The event in structured JSON mode, of media type {@link Messages#CLOUDEVENTS_JSON}. */
    public byte[] encode(CloudEvent event) {
        return Json.write(event);
    }

    @Override
    public CloudEvent decode(byte[] body, IncomingRabbitMQMetadata metadata) throws MalformedMessageException {
        return decode(body, metadata.getContentType().orElse(""), metadata.getHeaders());
    }

    /** As {@link #decode(byte[], IncomingRabbitMQMetadata)}, for those who have no connector's metadata. */
    public CloudEvent decode(byte[] body, String contentType, Map<String, Object> headers)
            throws MalformedMessageException {
        if (body.length > config.maxMessageBytes()) {
            throw new MalformedMessageException(
                    "too-large", body.length + " bytes are more than the limit of " + config.maxMessageBytes());
        }
        String mediaType = contentType.toLowerCase(Locale.ROOT);
        if (mediaType.startsWith(BATCH)) {
            throw new MalformedMessageException("batch", "a message carries one event; send the events one by one");
        }
        boolean structured = mediaType.startsWith(Messages.CLOUDEVENTS_JSON);
        try {
            BinaryMode binary = BinaryMode.of(headers);
            CloudEvent event = binary.isPresent() && !structured ? binary.event(body, contentType) : structured(body);
            return EventRules.checked(version1(event));
        } catch (RuntimeException e) {
            throw new MalformedMessageException("not-a-cloudevent", e.getMessage());
        }
    }

    private static CloudEvent structured(byte[] body) throws MalformedMessageException {
        try {
            if (!STRICT.readTree(body).isObject()) {
                throw new MalformedMessageException("not-a-cloudevent", "the body is no JSON object");
            }
        } catch (IOException e) {
            throw new MalformedMessageException("not-json", e.getMessage());
        }
        return Json.read(body);
    }

    private static CloudEvent version1(CloudEvent event) {
        return event.getSpecVersion() == SpecVersion.V1
                ? event
                : CloudEventBuilder.v1(event).build();
    }
}
