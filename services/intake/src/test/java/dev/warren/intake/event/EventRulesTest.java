package dev.warren.intake.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.http.problem.Fault;
import dev.warren.http.problem.FaultCode;
import dev.warren.intake.Configs;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRulesTest {

    private static final String VALID = """
            {"specversion":"1.0","id":"t-1","source":"/shop","type":"ticket.created","time":"2026-11-20T10:00:00.123+01:00",
             "subject":"s","dataschema":"https://example.com/s","datacontenttype":"application/json; charset=utf-8",
             "userid":"u-42","team":"emea","count":3,"urgent":true,"none":null,"data":{"a":[1]}}""";

    private final EventRules rules = new EventRules(Configs.with(Map.of()));

    @Test
    void anEventThatKeepsEveryRuleHasNoFault() {
        // When / Then
        assertThat(rules.faults(new EventCandidate(json(VALID)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"text\"", "[1]", "{}"})
    void anEventNeedsNoParticularKindOfData(String data) {
        // Given
        ObjectNode event = (ObjectNode) json(VALID);
        event.set("data", json(data));

        // When / Then
        assertThat(rules.faults(new EventCandidate(event))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            specversion | null | required | is required
            specversion | "0.3" | invalid | must be 1.0
            id | null | required | is required
            id | "" | invalid | must not be empty
            id | 7 | invalid | must be a string
            id | "a\\u0000b" | invalid | must not contain control characters
            id | "a\\ufffd" | invalid | must not contain U+FFFD, the replacement for invalid UTF-8
            source | null | required | is required
            source | "a b" | invalid | must be a URI reference (RFC 3986) such as /shop/helpdesk
            type | null | required | is required
            type | "dev.warren.result.completed" | not-allowed | must not start with dev.warren., which is for Warren's own messages
            time | "yesterday" | invalid | must be an RFC 3339 timestamp such as 2026-11-20T10:00:00Z
            time | "2026-11-20T10:00Z" | invalid | must be an RFC 3339 timestamp such as 2026-11-20T10:00:00Z
            time | "2026-13-20T10:00:00Z" | invalid | must be an RFC 3339 timestamp such as 2026-11-20T10:00:00Z
            time | 1700000000 | invalid | must be a string
            subject | "" | invalid | must not be empty
            dataschema | "not-absolute" | invalid | must be an absolute URI (RFC 3986)
            datacontenttype | "text/plain" | invalid | must be application/json: features read data by JSON pointers
            datacontenttype | "application/json; charset=iso-8859-1" | invalid | must not name a charset other than utf-8
            data_base64 | "e30=" | not-allowed | must not be used: data must be JSON, in the member data
            userid | "" | invalid | must be a string that is not empty, or a whole number
            userid | true | invalid | must be a string that is not empty, or a whole number
            team | " " | invalid | must be a string that is not empty, or a whole number
            Trace-Id | "x" | invalid | must have a name of lower-case letters a to z and digits
            extra | "" | invalid | must not be empty
            extra | 1.5 | invalid | must be a string, a boolean or a whole number of 32 bits
            extra | 3000000000 | invalid | must be a string, a boolean or a whole number of 32 bits
            extra | {"a":1} | invalid | must be a string, a boolean or a whole number of 32 bits
            extra | "a\\u0007b" | invalid | must not contain control characters
            """)
    void eachFaultIsNamedOnce(String field, String value, String code, String detail) {
        // Given
        ObjectNode event = (ObjectNode) json(VALID);
        event.set(field, json(value));

        // When / Then
        assertThat(rules.faults(new EventCandidate(event))).containsExactly(new Fault(null, field, code, detail));
    }

    @ParameterizedTest
    @CsvSource({"id, 255", "type, 255", "source, 255", "subject, 255", "userid, 128", "team, 128", "extra, 255"})
    void aValueOneByteOverItsLimitIsAFault(String field, int limit) {
        // Given
        ObjectNode fitting = ((ObjectNode) json(VALID)).put(field, "é" + "x".repeat(limit - 2));
        ObjectNode over = ((ObjectNode) json(VALID)).put(field, "é" + "x".repeat(limit - 1));

        // When / Then
        assertThat(rules.faults(new EventCandidate(fitting))).isEmpty();
        assertThat(rules.faults(new EventCandidate(over)))
                .containsExactly(new Fault(
                        field, FaultCode.TOO_LONG, "must have at most %d bytes, not %d".formatted(limit, limit + 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "source", "type", "subject", "userid", "team", "extra"})
    void halfASurrogatePairIsAFaultOfEveryAttribute(String field) {
        // Given
        ObjectNode event = ((ObjectNode) json(VALID)).put(field, "eve\uD83D");

        // When / Then
        assertThat(rules.faults(new EventCandidate(event)))
                .contains(new Fault(field, FaultCode.INVALID, "must not contain an unpaired surrogate"));
    }

    @Test
    void aLargerLimitLiftsNeitherThatOfTheBrokerNorThatOfNames() {
        // Given
        EventRules generous = new EventRules(Configs.with(Map.of("warren.intake.limits.attribute-length", "1000")));
        ObjectNode event =
                ((ObjectNode) json(VALID)).put("type", "x".repeat(256)).put("subject", "x".repeat(256));
        event.put("source", "x".repeat(513));

        // When / Then
        assertThat(generous.faults(new EventCandidate(event)))
                .containsExactlyInAnyOrder(
                        new Fault("type", FaultCode.TOO_LONG, "must have at most 255 bytes, not 256"),
                        new Fault("source", FaultCode.TOO_LONG, "must have at most 512 bytes, not 513"));
    }

    @Test
    void dataMayBeNestedAsDeepAsTheLimitAndNoDeeper() {
        // Given
        ObjectNode event = (ObjectNode) json(VALID);
        JsonNode deep = json("[".repeat(32) + "]".repeat(32));
        JsonNode tooDeep = json("[".repeat(33) + "]".repeat(33));

        // When / Then
        assertThat(rules.faults(new EventCandidate(event.deepCopy().set("data", deep))))
                .isEmpty();
        assertThat(rules.faults(new EventCandidate(event.deepCopy().set("data", tooDeep))))
                .containsExactly(
                        new Fault("data", FaultCode.TOO_LONG, "is nested more than 32 objects and arrays deep"));
    }

    @Test
    void tooManyExtensionsAreOneFault() {
        // Given
        ObjectNode event = (ObjectNode) json(VALID);
        for (int i = 0; i < 30; i++) {
            event.put("Bad" + i, "x".repeat(300));
        }

        // When / Then
        assertThat(rules.faults(new EventCandidate(event)))
                .contains(new Fault("extensions", FaultCode.TOO_LONG, "must be at most 20 attributes, not 34"))
                .extracting(Fault::field)
                .filteredOn(field -> field.startsWith("Bad"))
                .hasSizeLessThan(20);
    }

    @Test
    void allFaultsOfAnEventAreFound() {
        // Given
        JsonNode event = json("""
                {"specversion":"2.0","source":"a b","type":"dev.warren.x","time":"now","Bad":"x","team":"",
                 "datacontenttype":"text/plain","data_base64":"e30="}""");

        // When / Then
        assertThat(rules.faults(new EventCandidate(event)))
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        "id", "specversion", "source", "type", "time", "Bad", "team", "datacontenttype", "data_base64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"text\"", "null"})
    void whatIsNoObjectIsOneFault(String json) {
        // When / Then
        assertThat(rules.faults(new EventCandidate(json(json))))
                .containsExactly(new Fault(
                        "body", FaultCode.INVALID, "must be a JSON object: an event in the CloudEvents JSON format"));
    }

    private static JsonNode json(String text) {
        return IntakeJson.read(text.getBytes(StandardCharsets.UTF_8), "body");
    }
}
