package dev.warren.costledger.booking;

import dev.warren.contracts.v1.AnswerReused;
import dev.warren.contracts.v1.HoldReleased;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.contracts.v1.Json;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.messaging.CloudEventCodec;
import dev.warren.messaging.MalformedMessageException;
import dev.warren.messaging.MessageDecoder;
import io.cloudevents.CloudEvent;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * Reads messages about money that was spent, or is about to be, also where a text in them is none that an event may
 * have: who was paid is paid, whatever the names look like, and what is set aside is counted under the same names as
 * what is booked. Everything else is read as strictly as everywhere. Thread-safe.
 */
@ApplicationScoped
public class TolerantDecoder implements MessageDecoder {

    private static final Set<String> TYPES =
            Set.of(ModelCalled.TYPE, AnswerReused.TYPE, HoldRequested.TYPE, HoldReleased.TYPE);
    private static final Set<String> TOLERATED = Set.of("not-json", "not-a-cloudevent", "invalid-attribute");

    private final CloudEventCodec codec;

    TolerantDecoder(CloudEventCodec codec) {
        this.codec = codec;
    }

    @Override
    public CloudEvent decode(byte[] body, IncomingRabbitMQMetadata metadata) throws MalformedMessageException {
        try {
            return codec.decode(body, metadata);
        } catch (MalformedMessageException e) {
            Optional<CloudEvent> event = TOLERATED.contains(e.reason()) ? tolerated(body) : Optional.empty();
            return event.orElseThrow(() -> e);
        }
    }

    private static Optional<CloudEvent> tolerated(byte[] body) {
        try {
            return Optional.of(Json.read(body)).filter(event -> TYPES.contains(event.getType()));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
