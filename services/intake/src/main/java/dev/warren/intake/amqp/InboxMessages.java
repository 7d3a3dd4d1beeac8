package dev.warren.intake.amqp;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.json.ParsedMediaType;
import dev.warren.http.problem.Fault;
import dev.warren.http.problem.FaultCode;
import dev.warren.intake.event.BinaryModeReader;
import dev.warren.intake.event.EventCandidate;
import dev.warren.intake.event.EventRefusal;
import dev.warren.intake.event.EventRefusedException;
import dev.warren.intake.event.IntakeJson;
import dev.warren.intake.mapping.Mappings;
import dev.warren.intake.mapping.PlainMessage;
import dev.warren.messaging.codec.BinaryModeAttributes;
import dev.warren.messaging.codec.BinaryModeAttributes.HeaderFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
        BinaryModeAttributes binary = BinaryModeAttributes.of(message.headers());
        if (!binary.attributes().isEmpty()) {
            return binary(binary, contentType, message.body());
        }
        return mappings.find(message.exchange(), message.routingKey())
                .orElseThrow(() -> unmapped(message))
                .map(message);
    }

    private static EventCandidate binary(BinaryModeAttributes binary, Optional<String> contentType, byte[] body) {
        if (!binary.faults().isEmpty()) {
            throw new EventRefusedException(
                    EventRefusal.INVALID_EVENT,
                    binary.faults().entrySet().stream()
                            .map(fault -> fault(fault.getKey(), fault.getValue()))
                            .toList());
        }
        return BinaryModeReader.read(binary.attributes(), contentType.orElse(null), body, UnaryOperator.identity());
    }

    private static Fault fault(String name, HeaderFault fault) {
        return switch (fault) {
            case REPEATED -> new Fault(name, FaultCode.REPEATED, "is repeated");
            case NO_SCALAR ->
                new Fault(name, FaultCode.INVALID, "must be text in UTF-8, a number, a boolean or a timestamp");
        };
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
