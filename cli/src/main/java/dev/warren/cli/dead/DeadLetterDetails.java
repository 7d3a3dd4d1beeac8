package dev.warren.cli.dead;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.text.Age;
import java.time.Instant;

/** A dead letter on a page. Not thread-safe. */
final class DeadLetterDetails {

    private final StringBuilder page = new StringBuilder();

    private DeadLetterDetails() {}

    static String of(SuiteService service, JsonNode node, Instant now) {
        DeadLetterInfo letter = ServiceJson.read(node, DeadLetterInfo.class);
        DeadLetterDetails page = new DeadLetterDetails();
        page.field("key", letter.key());
        page.field("service", service.title());
        page.field("event", letter.event());
        page.field("feature", letter.feature());
        page.field("reason", letter.reason());
        page.field("detail", letter.detail());
        page.field("attempts", letter.attempts());
        page.field("at", letter.at() == null ? null : letter.at() + " (" + Age.of(letter.at(), now) + " ago)");
        page.field("trace", letter.traceId());
        page.section("properties", node.path("properties"));
        page.section("headers", node.path("headers"));
        page.payload(node);
        return page.page.toString().stripTrailing();
    }

    private void field(String name, Object value) {
        if (value != null) {
            page.append("%-10s %s%n".formatted(name, value));
        }
    }

    private void section(String title, JsonNode values) {
        if (!values.isEmpty()) {
            page.append("%n%s%n".formatted(title));
            values.properties()
                    .forEach(value -> page.append("  %-24s %s%n".formatted(value.getKey(), text(value.getValue()))));
        }
    }

    private void payload(JsonNode node) {
        String encoding = node.path("payloadEncoding").asText("");
        boolean cut = node.path("payloadCut").asBoolean();
        page.append("%npayload, %d bytes%s%s%n"
                .formatted(
                        node.path("payloadBytes").asLong(),
                        encoding.isEmpty() ? "" : " in " + encoding,
                        cut ? ", truncated" : ""));
        page.append(pretty(node.path("payload").asText()).indent(2));
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String pretty(String payload) {
        try {
            return ServiceJson.MAPPER.readTree(payload).toPrettyString();
        } catch (JsonProcessingException e) {
            return payload;
        }
    }
}
