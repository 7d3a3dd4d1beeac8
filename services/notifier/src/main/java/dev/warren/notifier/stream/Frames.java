package dev.warren.notifier.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Delivery;
import dev.warren.contracts.v1.Attribution;
import dev.warren.contracts.v1.Topology;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Makes SSE frames. Thread-safe. */
@ApplicationScoped
class Frames {

    /** The CloudEvents type of the data of a gap. */
    static final String GAP_TYPE = "dev.warren.stream.gap";

    private static final Logger LOG = Logger.getLogger(Frames.class);
    private static final String RESULT = "result";
    private static final String ALERT = "alert";
    private static final String GAP = "gap";
    private static final String REMEDY = "GET /v1/events/{id} tells what became of an event.";

    private final ObjectMapper mapper;
    private final Clock clock;

    Frames(ObjectMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    /** The frame of a message; one that fits no filter, if the message is no JSON. */
    Frame of(Delivery delivery) {
        long offset = Log.offset(delivery);
        String name = delivery.getEnvelope().getExchange().equals(Topology.ALERTS) ? ALERT : RESULT;
        try {
            JsonNode event = mapper.readTree(delivery.getBody());
            return new Frame(
                    offset,
                    time(event),
                    subject(event),
                    bytes(offset, name, Buffer.buffer(oneLine(delivery.getBody()))));
        } catch (IOException e) {
            LOG.warnf("message skipped, it is no JSON: offset=%d routingKey=%s", offset, routingKey(delivery));
            return new Frame(offset, null, Subject.NOTHING, Buffer.buffer());
        }
    }

    /**
     * Says that everything in a range of the log is out of reach. A client that resumes after it continues behind it.
     */
    Frame gap(long from, long to, String reason) {
        JsonObject event = new JsonObject()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "/warren/notifier")
                .put("type", GAP_TYPE)
                .put("time", clock.instant().toString())
                .put("datacontenttype", "application/json")
                .put(
                        "data",
                        new JsonObject()
                                .put("from", from)
                                .put("to", to)
                                .put("reason", reason)
                                .put("remedy", REMEDY));
        return new Frame(to, null, Subject.NOTHING, bytes(to, GAP, event.toBuffer()));
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

    private static Subject subject(JsonNode event) {
        JsonNode data = event.path("data");
        return new Subject(
                event.path("type").asText(null),
                event.path(Attribution.USER_ID).asText(null),
                data.path("feature").asText(null),
                data.path("event").path("id").asText(null),
                data.path("replay").asText(null));
    }

    private static Buffer bytes(long offset, String name, Buffer data) {
        return Buffer.buffer("id: " + offset + "\nevent: " + name + "\ndata: ")
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
