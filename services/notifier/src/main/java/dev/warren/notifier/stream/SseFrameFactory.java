package dev.warren.notifier.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Delivery;
import dev.warren.amqp.stream.StreamReader;
import dev.warren.contracts.Topology;
import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.Alert;
import dev.warren.notifier.stream.request.FrameSubject;
import dev.warren.notifier.stream.request.StreamPosition;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jboss.logging.Logger;

/** Makes SSE frames. Thread-safe. */
@ApplicationScoped
class SseFrameFactory {

    /** The CloudEvents types of what the notifier says itself begin with it, and end with the name of the frame. */
    private static final String TYPE_PREFIX = "dev.warren.stream.";

    private static final Logger LOG = Logger.getLogger(SseFrameFactory.class);
    private static final String RESULT = "result";
    private static final String ALERT = "alert";
    private static final String REMEDY = "GET /v1/events/{id} has the outcome of an event.";

    private final ObjectMapper mapper;
    private final Clock clock;

    SseFrameFactory(ObjectMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    /** The frame of a message; one that fits no filter, if the message is no JSON. */
    SseFrame of(Delivery delivery) {
        StreamPosition position = behind(delivery);
        String name = delivery.getEnvelope().getExchange().equals(Topology.ALERTS) ? ALERT : RESULT;
        try {
            JsonNode event = mapper.readTree(delivery.getBody());
            return new SseFrame(
                    position,
                    time(event),
                    subject(event),
                    bytes(idLine(position), name, Buffer.buffer(oneLine(delivery.getBody()))));
        } catch (IOException e) {
            LOG.warnf(
                    "message skipped, it is not valid JSON: offset=%d routingKey=%s",
                    position.offset(), routingKey(delivery));
            return new SseFrame(position, null, FrameSubject.NOTHING, Buffer.buffer());
        }
    }

    /** Says that the log does not go on where the client was, but somewhere else. */
    SseFrame gap(StreamPosition from, StreamPosition to, StreamGap reason) {
        return said(
                to,
                "gap",
                new JsonObject()
                        .put("from", from.id())
                        .put("to", to.id())
                        .put("reason", reason.code())
                        .put("remedy", REMEDY));
    }

    /** Says that the client has everything that there is for it, and where it is. */
    SseFrame caughtUp(StreamPosition position) {
        return said(position, "caught-up", new JsonObject());
    }

    /** Says where the client is, which has moved on without a message for it. */
    SseFrame position(StreamPosition position) {
        return said(position, "position", new JsonObject());
    }

    /**
     * Says why the stream ends here.
     *
     * @param at where a client begins that had no position; empty for one that stays where it is
     */
    Buffer refusal(StreamRefusal streamRefusal, Optional<StreamPosition> at) {
        JsonObject data = new JsonObject().put("reason", streamRefusal.code()).put("detail", streamRefusal.detail());
        return frame(at.map(SseFrameFactory::idLine).orElse(""), "refused", data);
    }

    private SseFrame said(StreamPosition position, String name, JsonObject data) {
        return new SseFrame(position, null, FrameSubject.NOTHING, frame(idLine(position), name, data));
    }

    private Buffer frame(String id, String name, JsonObject data) {
        JsonObject event = new JsonObject()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "/warren/notifier")
                .put("type", TYPE_PREFIX + name)
                .put("time", clock.instant().toString())
                .put("datacontenttype", "application/json")
                .put("data", data);
        return bytes(id, name, event.toBuffer());
    }

    private static StreamPosition behind(Delivery delivery) {
        CRC32C tag = new CRC32C();
        tag.update(delivery.getBody());
        return new StreamPosition(
                StreamReader.offset(delivery), HexFormat.of().toHexDigits((int) tag.getValue()), true);
    }

    private static Instant time(JsonNode event) {
        try {
            return event.hasNonNull("time")
                    ? OffsetDateTime.parse(event.get("time").asText()).toInstant()
                    : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static FrameSubject subject(JsonNode event) {
        JsonNode data = event.path("data");
        return new FrameSubject(
                event.path("type").asText(null),
                event.path(Attribution.USER_ID).asText(null),
                event.path(Attribution.TEAM).asText(null),
                data.path("feature").asText(null),
                data.path("event").path("source").asText(null),
                data.path("event").path("id").asText(null),
                data.path("replay").asText(null),
                data.path("details").path(Alert.SUMMED_UP).asBoolean());
    }

    private static String idLine(StreamPosition position) {
        return "id: " + position.id() + "\n";
    }

    private static Buffer bytes(String id, String name, Buffer data) {
        return Buffer.buffer(id + "event: " + name + "\ndata: ")
                .appendBuffer(data)
                .appendString("\n\n");
    }

    /** In JSON, line breaks are only between tokens, where a space does as well. */
    private static byte[] oneLine(byte[] json) {
        byte[] line = json.clone();
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return line;
    }

    private static String routingKey(Delivery delivery) {
        return delivery.getEnvelope().getRoutingKey();
    }
}
