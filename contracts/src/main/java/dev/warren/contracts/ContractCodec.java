package dev.warren.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.AnswerReused;
import dev.warren.contracts.v1.BudgetRules;
import dev.warren.contracts.v1.BudgetState;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldReleased;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Result;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Puts the records of this package into CloudEvents and takes them out again. Thread-safe. The id of every message is
 * derived from what it says, so that saying it again has the same id.
 */
public final class ContractCodec {

    /** The media type of a structured CloudEvent. */
    public static final String CLOUDEVENTS_JSON = "application/cloudevents+json";

    private static final String MEDIA_TYPE = "application/json";

    private static final ObjectMapper MAPPER = PooledJson.mapper()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ContractCodec() {}

    /**
     * A result as a CloudEvent. Its id follows from the event, the feature and the outcome, from the replay where it
     * was made in one, and from the content and what was done about it where that is in conflict with earlier content.
     *
     * @param service the service that speaks, which becomes the source {@code /warren/<service>}
     */
    public static CloudEvent result(String service, Result result, Outcome outcome, Attribution who, Clock clock) {
        return message(service, resultId(result, outcome), outcome.type(), result, clock, who);
    }

    /** A usage message as a CloudEvent; its id is the call's. */
    public static CloudEvent usage(String service, ModelCalled called, Attribution who, Clock clock) {
        return message(service, called.callId(), ModelCalled.TYPE, called, clock, who);
    }

    /** The message that an answer was reused as a CloudEvent; its id is the reuse's. */
    public static CloudEvent reused(String service, AnswerReused reused, Attribution who, Clock clock) {
        return message(service, reused.reuseId(), AnswerReused.TYPE, reused, clock, who);
    }

    /** A request for a hold as a CloudEvent; its id is the call's. */
    public static CloudEvent hold(String service, HoldRequested request, Attribution who, Clock clock) {
        return message(service, request.callId(), HoldRequested.TYPE, request, clock, who);
    }

    /** A release of a hold as a CloudEvent; its id is the call's. */
    public static CloudEvent release(String service, HoldReleased released, Attribution who, Clock clock) {
        return message(service, released.callId(), HoldReleased.TYPE, released, clock, who);
    }

    /** The answer to a request for a hold as a CloudEvent; its id is the call's. */
    public static CloudEvent decision(String service, HoldDecided decided, Clock clock) {
        return message(service, decided.callId(), HoldDecided.TYPE, decided, clock, Attribution.NOBODY);
    }

    /** The budget rules as a CloudEvent. */
    public static CloudEvent rules(String service, BudgetRules rules, Clock clock) {
        String id = derivedId(service, BudgetRules.TYPE, Long.toString(rules.version()));
        return message(service, id, BudgetRules.TYPE, rules, clock, Attribution.NOBODY);
    }

    /**
     * A budget's state as a CloudEvent.
     *
     * @param occasion when the state was reached, in words that are the same whenever the same thing is said again
     */
    public static CloudEvent budget(String service, BudgetState state, String occasion, Clock clock) {
        String id = derivedId(service, state.budget(), occasion);
        return message(service, id, BudgetState.TYPE, state, clock, Attribution.NOBODY);
    }

    /**
     * An alert as a CloudEvent that is about nobody in particular.
     *
     * @param occasion what the alert is about, in words that are the same whenever the same thing is said again
     */
    public static CloudEvent alert(String service, Alert alert, String occasion, Clock clock) {
        return alert(service, alert, occasion, Attribution.NOBODY, clock);
    }

    /**
     * An alert as a CloudEvent.
     *
     * @param occasion what the alert is about, in words that are the same whenever the same thing is said again
     * @param whom it is about
     */
    public static CloudEvent alert(String service, Alert alert, String occasion, Attribution whom, Clock clock) {
        return message(service, alertId(service, alert.kind(), occasion), Alert.TYPE, alert, clock, whom);
    }

    /** The same message with other data. */
    public static CloudEvent withData(CloudEvent event, Object data) {
        return CloudEventBuilder.from(event).withData(MEDIA_TYPE, bytes(data)).build();
    }

    /** The source of what a service says. */
    public static URI source(String service) {
        return URI.create("/warren/" + service);
    }

    /** The id of the message that an alert is sent as. */
    public static String alertId(String service, String kind, String occasion) {
        return derivedId(service, kind, occasion);
    }

    /**
     * The data of a message.
     *
     * @throws IllegalArgumentException if there is no data, or if it does not have the shape of the type
     */
    public static <T> T data(CloudEvent event, Class<T> type) {
        if (event.getData() == null) {
            throw new IllegalArgumentException("message " + event.getId() + " has no data");
        }
        try {
            return event.getData() instanceof JsonCloudEventData parsed
                    ? MAPPER.treeToValue(parsed.getNode(), type)
                    : MAPPER.readValue(event.getData().toBytes(), type);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the data of message " + event.getId() + " is no " + type.getSimpleName() + ": " + e.getMessage(),
                    e);
        }
    }

    /**
     * A UUID of version 3 (RFC 9562, 5.3) over the parts, which are kept apart by a character that none of them may
     * hold.
     */
    static String derivedId(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\0", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String resultId(Result result, Outcome outcome) {
        EventRef event = result.event();
        if (result.conflict() != null) {
            return derivedId(
                    event.source(),
                    event.id(),
                    result.feature(),
                    outcome.value(),
                    result.replay() == null ? "" : result.replay(),
                    result.conflict().resolution().value(),
                    result.conflict().content());
        }
        return result.replay() == null
                ? derivedId(event.source(), event.id(), result.feature(), outcome.value())
                : derivedId(event.source(), event.id(), result.feature(), outcome.value(), result.replay());
    }

    private static CloudEvent message(
            String service, String id, String type, Object data, Clock clock, Attribution who) {
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId(id)
                .withSource(source(service))
                .withType(type)
                .withTime(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .withData(MEDIA_TYPE, bytes(data))
                .withExtension(Attribution.USER_ID, who.userId());
        return (who.team() == null ? builder : builder.withExtension(Attribution.TEAM, who.team())).build();
    }

    private static byte[] bytes(Object data) {
        try {
            return MAPPER.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
