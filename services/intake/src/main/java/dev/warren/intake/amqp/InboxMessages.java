package dev.warren.intake.amqp;

import dev.warren.contracts.v1.Messages;
import dev.warren.intake.event.BinaryMode;
import dev.warren.intake.event.Candidate;
import dev.warren.intake.event.Json;
import dev.warren.intake.event.Refusal;
import dev.warren.intake.event.RefusedException;
import dev.warren.intake.mapping.Mappings;
import dev.warren.intake.mapping.PlainMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads what producers send: CloudEvents in structured or binary mode, or plain JSON that a mapping is for. */
@ApplicationScoped
class InboxMessages {

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
        if (contentType.filter(InboxMessages::isStructured).isPresent()) {
            return new Candidate(Json.read(message.body(), "body"));
        }
        if (AmqpMessageReader.isBinary(message.headers())) {
            return binary(message.headers(), contentType, message.body());
        }
        return mappings.find(message.exchange(), message.routingKey())
                .orElseThrow(() -> unmapped(message))
                .map(message);
    }

    private static boolean isStructured(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith(Messages.CLOUDEVENTS_JSON);
    }

    private static Candidate binary(Map<String, Object> headers, Optional<String> contentType, byte[] body) {
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
