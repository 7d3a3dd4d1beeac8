package dev.warren.bench.lab;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a chat completion is asked for.
 *
 * @param event the event that the text names; empty where it names none
 * @param feature the feature that asks
 * @param model the model
 */
public record Request(String event, String feature, String model) {

    static Request of(JsonNode body) {
        StringBuilder said = new StringBuilder();
        for (JsonNode message : body.path("messages")) {
            said.append(message.path("content").asText()).append('\n');
        }
        String feature =
                body.at("/response_format/json_schema/schema/properties").has("summary")
                        ? Tickets.DIGEST
                        : Tickets.FEATURE;
        return new Request(
                Reference.in(said.toString()), feature, body.path("model").asText());
    }
}
