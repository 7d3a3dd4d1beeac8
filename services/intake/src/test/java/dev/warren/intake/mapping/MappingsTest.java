package dev.warren.intake.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.http.problem.Fault;
import dev.warren.http.problem.FaultCode;
import dev.warren.intake.Configs;
import dev.warren.intake.IntakeConfig;
import dev.warren.intake.event.EventCandidate;
import dev.warren.intake.event.EventRules;
import dev.warren.intake.event.IntakeJson;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingsTest {

    private static final String DOCUMENT = """
            {"kind":"ticket.created","ticket":{"id":1001,"customer":"u-42","title":"Charged twice","at":"2026-11-20T10:00:00Z"}}""";

    @Test
    void everyAttributeComesFromWhereTheConfigurationSays() {
        // Given
        Mappings mappings = mappings(Map.of(
                "type", "/kind",
                "id", "/ticket/id",
                "time", "/ticket/at",
                "subject", "routing-key",
                "userid", "property:app-id",
                "team", "header:x-team",
                "data", "/ticket"));

        // When
        EventCandidate candidate =
                map(mappings, message(DOCUMENT, Map.of("app-id", "billing"), Map.of("x-team", "emea")));

        // Then
        assertThat(candidate.faults()).isEmpty();
        assertThat(candidate.json()).isEqualTo(json("""
                {"specversion":"1.0","id":"1001","source":"/shop/helpdesk","type":"ticket.created","time":"2026-11-20T10:00:00Z",
                 "subject":"ticket.new","userid":"billing","team":"emea",
                 "data":{"id":1001,"customer":"u-42","title":"Charged twice","at":"2026-11-20T10:00:00Z"}}"""));
    }

    @Test
    void withoutConfigurationIdAndTimeComeFromThePropertiesAndDataIsTheDocument() {
        // Given
        Mappings mappings = mappings(Map.of("type", "ticket.created"));

        // When
        EventCandidate candidate = map(
                mappings, message("[1]", Map.of("message-id", "m-1", "timestamp", "2026-11-20T10:00:00Z"), Map.of()));

        // Then
        assertThat(candidate.json()).isEqualTo(json("""
                {"specversion":"1.0","id":"m-1","source":"/shop/helpdesk","type":"ticket.created",
                 "time":"2026-11-20T10:00:00Z","data":[1]}"""));
    }

    @Test
    void aMessageWithoutAnyIdIsTheSameEventWheneverItIsDeliveredAgain() {
        // Given
        Mappings mappings = mappings(Map.of("type", "ticket.created"));

        // When
        String first = map(mappings, message(DOCUMENT, Map.of(), Map.of()))
                .json()
                .get("id")
                .textValue();
        String again = map(mappings, message(DOCUMENT, Map.of(), Map.of()))
                .json()
                .get("id")
                .textValue();
        String other = map(mappings, message("{}", Map.of(), Map.of()))
                .json()
                .get("id")
                .textValue();

        // Then
        assertThat(first).isEqualTo(again).isNotEqualTo(other).matches("[0-9a-f]{64}");
    }

    @Test
    void whatIsMissingInTheDocumentIsAFault() {
        // Given
        Mappings mappings = mappings(Map.of("type", "ticket.created", "id", "/nothing", "data", "/neither"));

        // When
        EventCandidate candidate = map(mappings, message(DOCUMENT, Map.of(), Map.of()));

        // Then
        assertThat(rules().faults(candidate))
                .containsExactlyInAnyOrder(
                        new Fault("id", FaultCode.REQUIRED, "is required"),
                        new Fault("data", FaultCode.REQUIRED, "is required: the document has no value at /neither"));
    }

    @Test
    void anObjectWhereTextIsNeededIsAFault() {
        // Given
        Mappings mappings = mappings(Map.of("type", "ticket.created", "id", "/ticket"));

        // When
        EventCandidate candidate = map(mappings, message(DOCUMENT, Map.of(), Map.of()));

        // Then
        assertThat(rules().faults(candidate)).containsExactly(new Fault("id", FaultCode.INVALID, "must be a string"));
    }

    @Test
    void aMappingIsFoundByExchangeAndRoutingKey() {
        // Given
        Mappings mappings = mappings(Map.of("type", "ticket.created", "routing-key", "ticket.*"));

        // When / Then
        assertThat(mappings.find("helpdesk.events", "ticket.new")).isPresent();
        assertThat(mappings.find("helpdesk.events", "order.new")).isEmpty();
        assertThat(mappings.find("other.events", "ticket.new")).isEmpty();
    }

    @Test
    void everyMistakeInTheConfigurationIsNamedByItsKey() {
        // When / Then
        assertThatThrownBy(() -> mappings(Map.of(
                        "exchange", " ",
                        "source", "a b",
                        "type", "dev.warren.x",
                        "id", "property:priority",
                        "team", "header:",
                        "data", "ticket")))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .contains(
                        "warren.intake.mappings.helpdesk.exchange: must name an exchange",
                        "warren.intake.mappings.helpdesk.source: must be a URI reference",
                        "warren.intake.mappings.helpdesk.type: must not start with dev.warren.",
                        "warren.intake.mappings.helpdesk.id: priority is not a property",
                        "warren.intake.mappings.helpdesk.team: header: needs a name",
                        "warren.intake.mappings.helpdesk.data: ");
    }

    private static Mappings mappings(Map<String, String> keys) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "warren.intake.mappings.helpdesk.exchange", "helpdesk.events",
                "warren.intake.mappings.helpdesk.source", "/shop/helpdesk"));
        keys.forEach((key, value) -> properties.put("warren.intake.mappings.helpdesk." + key, value));
        IntakeConfig config = Configs.with(properties);
        return new Mappings(config, rules());
    }

    private static EventRules rules() {
        return new EventRules(Configs.with(Map.of()));
    }

    private static EventCandidate map(Mappings mappings, PlainMessage message) {
        return mappings.find(message.exchange(), message.routingKey())
                .orElseThrow()
                .map(message);
    }

    private static PlainMessage message(String body, Map<String, String> properties, Map<String, Object> headers) {
        return new PlainMessage(
                "helpdesk.events", "ticket.new", properties, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        return IntakeJson.read(text.getBytes(StandardCharsets.UTF_8), "body");
    }
}
