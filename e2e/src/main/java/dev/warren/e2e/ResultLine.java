package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;

/** One result as a line for a terminal. */
final class ResultLine {

    private static final int WIDTH = 72;

    private ResultLine() {}

    static String of(Sample sample, String outcome, JsonNode data) {
        String who = data.has("provider")
                ? data.get("provider").asText() + "/" + data.path("model").asText("-") + unsure(data)
                : "";
        return "  %-18s %-16s %-72s %s"
                .formatted(sample.id(), sample.feature(), what(sample, outcome, data), who)
                .stripTrailing();
    }

    private static String unsure(JsonNode data) {
        JsonNode earlier = data.path("earlier").path(0);
        return earlier.isMissingNode()
                ? ""
                : "  (%s: %s %.2f)"
                        .formatted(
                                earlier.path("provider").asText(),
                                earlier.at("/output/label").asText(),
                                earlier.at("/output/confidence").asDouble());
    }

    private static String what(Sample sample, String outcome, JsonNode data) {
        if (outcome.equals("held")) {
            return shortened("held: " + data.path("reason").asText());
        }
        if (!outcome.equals("completed")) {
            return shortened(outcome + ": " + data.at("/error/message").asText());
        }
        JsonNode output = data.get("output");
        if (output.has("summary")) {
            return shortened(output.get("summary").asText());
        }
        String label = output.get("label").asText();
        String verdict =
                sample.label() == null || label.equals(sample.label()) ? "" : "  (a person: " + sample.label() + ")";
        return "%s %.2f%s".formatted(label, output.get("confidence").asDouble(), verdict);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }
}
