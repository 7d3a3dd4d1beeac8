package dev.warren.messaging.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.contracts.event.AttributeRules;
import dev.warren.contracts.json.ParsedMediaType;
import dev.warren.contracts.json.StrictJson;
import dev.warren.messaging.MalformedMessageException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import java.io.IOException;
import java.util.Optional;

/**
 * What an event must keep to so that the broker and every store can carry it: its attributes keep to
 * {@link AttributeRules}, and data that says it is JSON is JSON.
 */
final class TransportRules {

    private static final String SPEC_VERSION = "specversion";

    private TransportRules() {}

    /** The same event, whose data, if it is JSON, has been read. */
    static CloudEvent checked(CloudEvent event) throws MalformedMessageException {
        for (String name : event.getAttributeNames()) {
            text(name, event.getAttribute(name));
        }
        for (String name : event.getExtensionNames()) {
            text(name, event.getExtension(name));
        }
        return isRead(event) ? event : withReadData(event);
    }

    private static void text(String name, Object value) throws MalformedMessageException {
        if (value == null || name.equals(SPEC_VERSION)) {
            return;
        }
        String text = value.toString();
        int most = AttributeRules.longest(name);
        Optional<String> fault = AttributeRules.length(text) > most
                ? Optional.of("has more than " + most + " bytes")
                : AttributeRules.fault(text);
        if (fault.isPresent()) {
            throw new MalformedMessageException("invalid-attribute", name + " " + fault.get());
        }
    }

    /** Nobody reads the data again. */
    private static CloudEvent withReadData(CloudEvent event) throws MalformedMessageException {
        try {
            JsonNode data = StrictJson.read(event.getData().toBytes());
            return CloudEventBuilder.v1(event)
                    .withData(JsonCloudEventData.wrap(data))
                    .build();
        } catch (JsonProcessingException e) {
            throw new MalformedMessageException("data-not-json", e.getOriginalMessage());
        } catch (IOException e) {
            throw new MalformedMessageException("data-not-json", e.getMessage());
        }
    }

    private static boolean isRead(CloudEvent event) {
        return event.getData() == null
                || event.getData() instanceof JsonCloudEventData
                || !isJson(event.getDataContentType());
    }

    private static boolean isJson(String contentType) {
        return contentType == null || ParsedMediaType.of(contentType).isJson();
    }
}
