package dev.warren.bench.lab;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a chat completion is asked for.
 *
 * @param event the event that the text names; empty where it names none
 * @param feature the feature that asks
 * @param model the model
 */
public record RawChatRequest(String event, String feature, String model) {

    static RawChatRequest of(JsonNode body) {
        StringBuilder said = new StringBuilder();
        for (JsonNode message : body.path("messages")) {
            said.append(message.path("content").asText()).append('\n');
        }
        return new RawChatRequest(
                EventMarker.in(said.toString()),
                feature(body, said.toString()),
                body.path("model").asText());
    }

    private static String feature(JsonNode body, String said) {
        if (body.at("/response_format/json_schema/schema/properties").has("summary")) {
            return SampleTexts.DIGEST;
        }
        return said.contains(SampleTexts.MOOD) ? SampleTexts.SECOND : SampleTexts.FEATURE;
    }
}
