package dev.warren.intake.amqp;

import dev.warren.contracts.v1.MediaType;
import dev.warren.contracts.v1.Messages;
import dev.warren.intake.event.BinaryMode;
import dev.warren.intake.event.Candidate;
import dev.warren.intake.event.Fault;
import dev.warren.intake.event.Json;
import dev.warren.intake.event.Refusal;
import dev.warren.intake.event.RefusedException;
import dev.warren.intake.mapping.Mappings;
import dev.warren.intake.mapping.PlainMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads what producers send: CloudEvents in structured or binary mode, or plain JSON that a mapping is for. */
@ApplicationScoped
class InboxMessages {

    private static final String ANY_FORMAT = "application/cloudevents";
    private static final String CONTENT_TYPE = "content-type";

    private final Mappings mappings;

    @Inject
    InboxMessages(Mappings mappings) {
        this.mappings = mappings;
    }

    /**
     * The candidate in a message, not yet judged.
     *
     * @throws RefusedException if there is none
     */
    Candidate read(PlainMessage message) {
        Optional<String> contentType = Optional.ofNullable(message.properties().get(CONTENT_TYPE));
        MediaType mediaType = MediaType.of(contentType.orElse(null));
        if (mediaType.essence().equals(Messages.CLOUDEVENTS_JSON)) {
            return new Candidate(Json.read(message.body(), "body"));
        }
        if (mediaType.essence().startsWith(ANY_FORMAT)) {
            throw new RefusedException(
                    Refusal.UNSUPPORTED_MEDIA_TYPE,
                    CONTENT_TYPE,
                    "must be " + Messages.CLOUDEVENTS_JSON + ", one event in each message");
        }
        if (AmqpMessageReader.isBinary(message.headers())) {
            return binary(message.headers(), contentType, message.body());
        }
        return mappings.find(message.exchange(), message.routingKey())
                .orElseThrow(() -> unmapped(message))
                .map(message);
    }

    private static Candidate binary(Map<String, Object> headers, Optional<String> contentType, byte[] body) {
        List<Fault> faults = AmqpMessageReader.faults(headers);
        if (!faults.isEmpty()) {
            throw new RefusedException(Refusal.INVALID_EVENT, faults);
        }
        return BinaryMode.read(
                new AmqpMessageReader(BinaryMode.READ_AS, headers, contentType, body),
                AmqpMessageReader.specVersion(headers),
                UnaryOperator.identity());
    }

    private static RefusedException unmapped(PlainMessage message) {
        return new RefusedException(
                Refusal.UNMAPPED,
                "body",
                "is no CloudEvent by its content type (" + Messages.CLOUDEVENTS_JSON
                        + ") or headers (cloudEvents:*), and no" + " mapping is for exchange " + message.exchange()
                        + " and routing key " + message.routingKey());
    }
}
