package dev.warren.costledger.booking;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.AnswerReused;
import dev.warren.contracts.v1.HoldReleased;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.messaging.MalformedMessageException;
import dev.warren.messaging.codec.CloudEventCodec;
import dev.warren.messaging.codec.MessageDecoder;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads messages about money that was spent, or is about to be, also where they are no events as they should be: who
 * was paid is paid, and what is reserved is counted under the same names as what is booked. Of such a message the type,
 * the data, and an id in either are needed, and marked as {@link #REPAIRED}; all else is read as strictly as
 * everywhere. Thread-safe.
 */
@ApplicationScoped
public class LenientDecoder implements MessageDecoder {

    /** The extension attribute of an event that was none. */
    static final String REPAIRED = "repaired";

    private static final Set<String> TYPES =
            Set.of(ModelCalled.TYPE, AnswerReused.TYPE, HoldRequested.TYPE, HoldReleased.TYPE);
    private static final Set<String> TOLERATED =
            Set.of("not-json", "not-a-cloudevent", "invalid-attribute", "data-not-json");
    private static final URI NOBODY = URI.create("/unknown");
    private static final ObjectMapper MAPPER = PooledJson.mapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final CloudEventCodec codec;

    LenientDecoder(CloudEventCodec codec) {
        this.codec = codec;
    }

    @Override
    public CloudEvent decode(byte[] body, IncomingRabbitMQMetadata metadata) throws MalformedMessageException {
        try {
            return codec.decode(body, metadata);
        } catch (MalformedMessageException e) {
            Optional<CloudEvent> event = TOLERATED.contains(e.reason()) ? repaired(body) : Optional.empty();
            return event.orElseThrow(() -> e);
        }
    }

    private static Optional<CloudEvent> repaired(byte[] body) {
        try {
            return repaired(MAPPER.readTree(body));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<CloudEvent> repaired(JsonNode event) {
        String type = event.path("type").asText();
        JsonNode data = event.path("data");
        Optional<String> id =
                text(event.path("id")).or(() -> text(data.path(type.equals(AnswerReused.TYPE) ? "reuseId" : "callId")));
        if (!TYPES.contains(type) || !data.isObject() || id.isEmpty()) {
            return Optional.empty();
        }
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId(id.get())
                .withSource(NOBODY)
                .withType(type)
                .withData("application/json", JsonCloudEventData.wrap(data))
                .withExtension(REPAIRED, true);
        time(event).ifPresent(builder::withTime);
        for (String name : List.of(Attribution.USER_ID, Attribution.TEAM)) {
            text(event.path(name)).ifPresent(value -> builder.withExtension(name, value));
        }
        return Optional.of(builder.build());
    }

    private static Optional<OffsetDateTime> time(JsonNode event) {
        try {
            return text(event.path("time")).map(OffsetDateTime::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() && !value.textValue().isEmpty() ? Optional.of(value.textValue()) : Optional.empty();
    }
}
