package dev.warren.intake.amqp;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.json.ParsedMediaType;
import dev.warren.http.problem.Fault;
import dev.warren.intake.event.BinaryModeCollector;
import dev.warren.intake.event.EventCandidate;
import dev.warren.intake.event.EventRefusal;
import dev.warren.intake.event.EventRefusedException;
import dev.warren.intake.event.IntakeJson;
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
     * @throws EventRefusedException if there is none
     */
    EventCandidate read(PlainMessage message) {
        Optional<String> contentType = Optional.ofNullable(message.properties().get(CONTENT_TYPE));
        ParsedMediaType parsedMediaType = ParsedMediaType.of(contentType.orElse(null));
        if (parsedMediaType.essence().equals(ContractCodec.CLOUDEVENTS_JSON)) {
            return new EventCandidate(IntakeJson.read(message.body(), "body"));
        }
        if (parsedMediaType.essence().startsWith(ANY_FORMAT)) {
            throw new EventRefusedException(
                    EventRefusal.UNSUPPORTED_MEDIA_TYPE,
                    CONTENT_TYPE,
                    "must be " + ContractCodec.CLOUDEVENTS_JSON + ", one event in each message");
        }
        if (AmqpMessageReader.isBinary(message.headers())) {
            return binary(message.headers(), contentType, message.body());
        }
        return mappings.find(message.exchange(), message.routingKey())
                .orElseThrow(() -> unmapped(message))
                .map(message);
    }

    private static EventCandidate binary(Map<String, Object> headers, Optional<String> contentType, byte[] body) {
        List<Fault> faults = AmqpMessageReader.faults(headers);
        if (!faults.isEmpty()) {
            throw new EventRefusedException(EventRefusal.INVALID_EVENT, faults);
        }
        return BinaryModeCollector.read(
                new AmqpMessageReader(BinaryModeCollector.READ_AS, headers, contentType, body),
                AmqpMessageReader.specVersion(headers),
                UnaryOperator.identity());
    }

    private static EventRefusedException unmapped(PlainMessage message) {
        return new EventRefusedException(
                EventRefusal.UNMAPPED,
                "body",
                "is not a CloudEvent by its content type (" + ContractCodec.CLOUDEVENTS_JSON
                        + ") or headers (cloudEvents:*), and no" + " mapping is for exchange " + message.exchange()
                        + " and routing key " + message.routingKey());
    }
}
