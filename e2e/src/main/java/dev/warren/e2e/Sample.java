package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A business event with the label that a person would give it.
 *
 * @param event the CloudEvent in structured mode
 * @param feature the feature that listens to it
 * @param label the expected label, or null where any output is right
 */
public record Sample(JsonNode event, String feature, String label) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the events of a sample file, in the file's order. */
    public static List<Sample> load(Path file) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(file.toFile())) {
            var expected = entry.get("expect").properties().iterator().next();
            String label =
                    expected.getValue().isNull() ? null : expected.getValue().asText();
            samples.add(new Sample(entry.get("event"), expected.getKey(), label));
        }
        return samples;
    }

    /** The same event under an id of its own, so that a second run publishes new events. */
    public Sample forRun(String run) {
        ObjectNode copy = event.deepCopy();
        copy.put("id", id() + "-" + run);
        return new Sample(copy, feature, label);
    }

    /** The same text as an event of another type, which another feature listens to. */
    Sample as(String type, String otherFeature) {
        ObjectNode copy = event.deepCopy();
        copy.put("id", id() + "-" + type.charAt(type.indexOf('.') + 1)).put("type", type);
        return new Sample(copy, otherFeature, null);
    }

    /** The CloudEvents id. */
    public String id() {
        return event.get("id").asText();
    }

    /** The CloudEvents source. */
    public String source() {
        return event.get("source").asText();
    }

    /** The CloudEvents type. */
    public String type() {
        return event.get("type").asText();
    }
}
