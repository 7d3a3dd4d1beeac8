package dev.warren.deadletters.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import dev.warren.messaging.processing.DeadLetterAction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One line of the log {@code dead-letters.log}.
 *
 * @param action what happened
 * @param service whose letter it is
 * @param key of the letter
 * @param event which event it is about
 * @param feature what failed; null for everything
 * @param reason why the message was given up
 * @param by who did it; null where the action is nobody's
 * @param note why; null where nobody said
 * @param providers who is asked instead; empty for the configured chain
 * @param at when; null where nothing says so
 */
@Schema(name = "DeadLetterEntry")
@RegisterForReflection(targets = {DeadLetterLogEntry.class, DeadLetterEventRef.class, DeadLetterAction.class})
public record DeadLetterLogEntry(
        DeadLetterAction action,
        String service,
        String key,
        DeadLetterEventRef event,
        String feature,
        String reason,
        String by,
        String note,
        List<String> providers,
        Instant at) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final String CONTENT_TYPE = "application/json";
    private static final int PERSISTENT = 2;

    public DeadLetterLogEntry {
        providers = providers == null ? List.of() : List.copyOf(providers);
    }

    /** What a person does to a letter. */
    public static DeadLetterLogEntry of(
            DeadLetterAction action, String service, DeadLetter letter, OperatorRequest operatorRequest, Instant at) {
        return new DeadLetterLogEntry(
                action,
                service,
                letter.key(),
                letter.event(),
                letter.feature(),
                letter.reason(),
                operatorRequest.by(),
                operatorRequest.note(),
                operatorRequest.providers(),
                at);
    }

    /**
     * Reads a message of the log.
     *
     * @param maxBytes of a letter; a larger one is not looked into
     * @throws IllegalArgumentException if it is no entry of any kind
     */
    public static DeadLetterLogEntry of(Delivery message, int maxBytes) {
        String key = message.getEnvelope().getRoutingKey();
        if (key.indexOf('.') >= 0) {
            return action(message);
        }
        DeadLetter letter = DeadLetter.of(message.getProperties(), message.getBody(), maxBytes);
        return of(DeadLetterAction.DEAD_LETTERED, key, letter, OperatorRequest.NOBODYS, letter.at());
    }

    private static DeadLetterLogEntry action(Delivery message) {
        try {
            return JSON.readValue(message.getBody(), DeadLetterLogEntry.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("not an entry of the log of dead letters", e);
        }
    }

    public String routingKey() {
        return action.routingKey(service);
    }

    public AMQP.BasicProperties properties() {
        return new AMQP.BasicProperties.Builder()
                .contentType(CONTENT_TYPE)
                .deliveryMode(PERSISTENT)
                .appId(service)
                .build();
    }

    public byte[] body() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
