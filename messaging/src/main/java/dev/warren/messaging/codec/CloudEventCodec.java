package dev.warren.messaging.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.amqp.AmqpConfig;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.json.ParsedMediaType;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.json.StrictJson;
import dev.warren.messaging.MalformedMessageException;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.Map;

/**
 * CloudEvents as AMQP carries them: read in structured JSON mode or in binary mode, written in structured JSON mode.
 * Any bytes with any headers end in an event or in a {@link MalformedMessageException}, never in anything else. What it
 * returns is of version 1.0 and keeps to {@link TransportRules}. Thread-safe.
 */
@ApplicationScoped
public class CloudEventCodec implements MessageDecoder {

    private static final String BATCH = "application/cloudevents-batch";

    private final AmqpConfig config;

    CloudEventCodec(AmqpConfig config) {
        this.config = config;
    }

    /** The event in structured JSON mode, of media type {@link ContractCodec#CLOUDEVENTS_JSON}. */
    public byte[] encode(CloudEvent event) {
        return PooledJson.write(event);
    }

    @Override
    public CloudEvent decode(byte[] body, IncomingRabbitMQMetadata metadata) throws MalformedMessageException {
        return decode(
                body,
                metadata.getContentType().orElse(""),
                metadata.getContentEncoding().orElse(""),
                metadata.getHeaders());
    }

    /** As {@link #decode(byte[], IncomingRabbitMQMetadata)}, for those who have no connector's metadata. */
    public CloudEvent decode(byte[] body, String contentType, Map<String, Object> headers)
            throws MalformedMessageException {
        return decode(body, contentType, "", headers);
    }

    /** The same for a body that is perhaps packed. */
    CloudEvent decode(byte[] packed, String contentType, String contentEncoding, Map<String, Object> headers)
            throws MalformedMessageException {
        byte[] body = unpacked(packed, contentEncoding);
        String mediaType = ParsedMediaType.of(contentType).essence();
        if (mediaType.startsWith(BATCH)) {
            throw new MalformedMessageException("batch", "a message carries one event; send the events one by one");
        }
        boolean structured = mediaType.equals(ContractCodec.CLOUDEVENTS_JSON);
        try {
            BinaryModeAttributes binary = BinaryModeAttributes.of(headers);
            CloudEvent event = binary.isPresent() && !structured ? binary.event(body, contentType) : structured(body);
            return TransportRules.checked(version1(event));
        } catch (RuntimeException e) {
            throw new MalformedMessageException("not-a-cloudevent", said(e));
        }
    }

    private byte[] unpacked(byte[] body, String encoding) throws MalformedMessageException {
        checkSize(body);
        try {
            byte[] unpacked = ContentEncoding.unpacked(body, encoding, config.maxMessageBytes());
            checkSize(unpacked);
            return unpacked;
        } catch (UnsupportedEncodingException e) {
            throw new MalformedMessageException("unsupported-encoding", "content-encoding " + e.getMessage());
        } catch (IOException e) {
            throw new MalformedMessageException("not-gzip", "the body does not match its content-encoding");
        }
    }

    private void checkSize(byte[] body) throws MalformedMessageException {
        if (body.length > config.maxMessageBytes()) {
            throw new MalformedMessageException(
                    "too-large", body.length + " bytes are more than the limit of " + config.maxMessageBytes());
        }
    }

    private static CloudEvent structured(byte[] body) throws MalformedMessageException {
        JsonNode event = read(body);
        if (!event.isObject()) {
            throw new MalformedMessageException("not-a-cloudevent", "the body is not a JSON object");
        }
        return PooledJson.event(event);
    }

    private static JsonNode read(byte[] body) throws MalformedMessageException {
        try {
            return StrictJson.read(body);
        } catch (JsonProcessingException e) {
            throw new MalformedMessageException("not-json", "the body " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new MalformedMessageException("not-json", e.getMessage());
        }
    }

    /** What a reader says, without what it says about itself. */
    private static String said(RuntimeException failure) {
        return failure.getCause() instanceof JsonProcessingException e ? e.getOriginalMessage() : failure.getMessage();
    }

    private static CloudEvent version1(CloudEvent event) {
        return event.getSpecVersion() == SpecVersion.V1
                ? event
                : CloudEventBuilder.v1(event).build();
    }
}
