package dev.warren.modelchain.feature;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.contracts.json.PooledJson;
import dev.warren.modelchain.ending.FeatureFailedException;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.jackson.JsonCloudEventData;
import java.io.IOException;
import java.util.stream.Collectors;

/** Finds the text of an event. */
public final class EventText {

    private static final char REPLACEMENT = '\uFFFD';
    private static final String NO_TEXT = "no-text";
    private static final String TOO_LONG = "too-long";
    private static final String BETWEEN = "\n\n";
    private static final ObjectMapper MAPPER = PooledJson.mapper().build();

    private EventText() {}

    /**
     * The texts that the feature points to, without the blank ones. A NUL, which no database takes in a summary, is
     * replaced.
     *
     * @throws FeatureFailedException with code {@code no-text} or {@code too-long}
     */
    public static String of(CloudEvent event, Feature feature) {
        JsonNode data = data(event);
        String text = feature.text().stream()
                .map(pointer -> text(data, pointer))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(BETWEEN));
        if (text.isEmpty()) {
            throw new FeatureFailedException(NO_TEXT, "The event's data has no text at " + feature.text());
        }
        int length = text.codePointCount(0, text.length());
        if (length > feature.maxLength()) {
            throw new FeatureFailedException(
                    TOO_LONG, "The text has %d characters, the limit is %d".formatted(length, feature.maxLength()));
        }
        return text;
    }

    private static JsonNode data(CloudEvent event) {
        CloudEventData data = event.getData();
        if (data == null) {
            throw new FeatureFailedException(NO_TEXT, "The event has no data");
        }
        try {
            return data instanceof JsonCloudEventData parsed ? parsed.getNode() : MAPPER.readTree(data.toBytes());
        } catch (IOException e) {
            throw new FeatureFailedException(NO_TEXT, "The event's data is not JSON", e);
        }
    }

    private static String text(JsonNode data, JsonPointer pointer) {
        JsonNode found = data.at(pointer);
        return found.isValueNode() ? found.asText("").replace('\0', REPLACEMENT) : "";
    }
}
