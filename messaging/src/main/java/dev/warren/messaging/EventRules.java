package dev.warren.messaging;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.contracts.v1.Json;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonCloudEventData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What an event must keep to so that the broker can carry it: id and type become a message id and a routing key, which
 * hold 255 bytes; no attribute is empty or has control characters; data that says it is JSON is JSON.
 */
final class EventRules {

    private static final int AMQP_SHORT_STRING = 255;
    private static final int LONGEST_ATTRIBUTE = 4096;
    private static final ObjectMapper STRICT =
            Json.mapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private EventRules() {}

    /** The same event. */
    static CloudEvent checked(CloudEvent event) throws MalformedMessageException {
        text("id", event.getId(), AMQP_SHORT_STRING);
        text("type", event.getType(), AMQP_SHORT_STRING);
        text("source", event.getSource().toString(), LONGEST_ATTRIBUTE);
        for (String name : event.getExtensionNames()) {
            text(name, String.valueOf(event.getExtension(name)), LONGEST_ATTRIBUTE);
        }
        data(event);
        return event;
    }

    private static void text(String name, String value, int maxBytes) throws MalformedMessageException {
        if (value.isEmpty()) {
            throw new MalformedMessageException("invalid-attribute", name + " is empty");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new MalformedMessageException("invalid-attribute", name + " has more than " + maxBytes + " bytes");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new MalformedMessageException("invalid-attribute", name + " has control characters");
        }
    }

    private static void data(CloudEvent event) throws MalformedMessageException {
        if (event.getData() == null || isParsed(event) || !isJson(event.getDataContentType())) {
            return;
        }
        try {
            STRICT.readTree(event.getData().toBytes());
        } catch (IOException e) {
            throw new MalformedMessageException("data-not-json", e.getMessage());
        }
    }

    private static boolean isParsed(CloudEvent event) {
        return event.getData() instanceof JsonCloudEventData;
    }

    private static boolean isJson(String contentType) {
        if (contentType == null) {
            return true;
        }
        String mediaType = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return mediaType.endsWith("/json") || mediaType.endsWith("+json");
    }
}
