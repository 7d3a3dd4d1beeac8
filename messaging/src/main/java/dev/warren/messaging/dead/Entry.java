package dev.warren.messaging.dead;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
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
@RegisterForReflection(targets = {Entry.class, Reference.class, Action.class})
public record Entry(
        Action action,
        String service,
        String key,
        Reference event,
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

    public Entry {
        providers = providers == null ? List.of() : List.copyOf(providers);
    }

    /** What a person does to a letter. */
    static Entry of(Action action, String service, Letter letter, Order order, Instant at) {
        return new Entry(
                action,
                service,
                letter.key(),
                letter.event(),
                letter.feature(),
                letter.reason(),
                order.by(),
                order.note(),
                order.providers(),
                at);
    }

    /**
     * Reads a message of the log.
     *
     * @param maxBytes of a letter; a larger one is not looked into
     * @throws IllegalArgumentException if it is no entry of any kind
     */
    public static Entry of(Delivery message, int maxBytes) {
        String key = message.getEnvelope().getRoutingKey();
        if (key.indexOf('.') >= 0) {
            return action(message);
        }
        Letter letter = Letter.of(message.getProperties(), message.getBody(), maxBytes);
        return of(Action.DEAD_LETTERED, key, letter, Order.NOBODYS, letter.at());
    }

    private static Entry action(Delivery message) {
        try {
            return JSON.readValue(message.getBody(), Entry.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("no entry of the log of dead letters", e);
        }
    }

    String routingKey() {
        return routingKey(service, action);
    }

    /** The key by which the log takes a message in; the queue of letters has the service's name. */
    public static String routingKey(String service, Action action) {
        return service + "." + action.word();
    }

    AMQP.BasicProperties properties() {
        return new AMQP.BasicProperties.Builder()
                .contentType(CONTENT_TYPE)
                .deliveryMode(PERSISTENT)
                .appId(service)
                .build();
    }

    byte[] body() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
