package dev.warren.intake.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
            specversion | null | is missing
            specversion | "0.3" | must be 1.0
            id | null | is missing
            id | "" | must not be empty
            id | 7 | must be a string
            id | "a\\u0000b" | must not contain control characters
            id | "a\\ufffd" | must not contain U+FFFD, the replacement for invalid UTF-8
            source | null | is missing
            source | "a b" | must be a URI reference (RFC 3986) such as /shop/helpdesk
            type | null | is missing
            type | "dev.warren.result.completed" | must not start with dev.warren., which is for Warren's own messages
            time | "yesterday" | must be an RFC 3339 timestamp such as 2026-11-20T10:00:00Z
            time | "2026-11-20T10:00Z" | must be an RFC 3339 timestamp such as 2026-11-20T10:00:00Z
            time | "2026-13-20T10:00:00Z" | must be an RFC 3339 timestamp such as 2026-11-20T10:00:00Z
            time | 1700000000 | must be a string
            subject | "" | must not be empty
            dataschema | "not-absolute" | must be an absolute URI (RFC 3986)
            datacontenttype | "text/plain" | must be application/json: features read data by JSON pointers
            datacontenttype | "application/json; charset=iso-8859-1" | must not name a charset other than utf-8
            data_base64 | "e30=" | must not be used: data must be JSON, in the member data
            userid | "" | must be a string that is not empty, or a whole number
            userid | true | must be a string that is not empty, or a whole number
            team | " " | must be a string that is not empty, or a whole number
            Trace-Id | "x" | must have a name of lower-case letters a to z and digits
            extra | "" | must not be empty
            extra | 1.5 | must be a string, a boolean or a whole number of 32 bits
            extra | 3000000000 | must be a string, a boolean or a whole number of 32 bits
            extra | {"a":1} | must be a string, a boolean or a whole number of 32 bits
            extra | "a\\u0007b" | must not contain control characters
            """)
    void eachFaultIsNamedOnce(String field, String value, String message) {
        // Given
        ObjectNode event = (ObjectNode) json(VALID);
        event.set(field, json(value));

        // When / Then
        assertThat(rules.faults(new EventCandidate(event))).containsExactly(new EventFault(field, message));
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
                .containsExactly(
                        new EventFault(field, "is %d bytes long, where at most %d may be".formatted(limit + 1, limit)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "source", "type", "subject", "userid", "team", "extra"})
    void halfASurrogatePairIsAFaultOfEveryAttribute(String field) {
        // Given
        ObjectNode event = ((ObjectNode) json(VALID)).put(field, "eve\uD83D");

        // When / Then
        assertThat(rules.faults(new EventCandidate(event)))
                .contains(new EventFault(field, "must not contain an unpaired surrogate"));
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
                        new EventFault("type", "is 256 bytes long, where at most 255 may be"),
                        new EventFault("source", "is 513 bytes long, where at most 512 may be"));
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
                .containsExactly(new EventFault("data", "is nested more than 32 objects and arrays deep"));
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
                .contains(new EventFault("extensions", "are 34 attributes, where at most 20 may be there"))
                .extracting(EventFault::field)
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
                .extracting(EventFault::field)
                .containsExactlyInAnyOrder(
                        "id", "specversion", "source", "type", "time", "Bad", "team", "datacontenttype", "data_base64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"text\"", "null"})
    void whatIsNoObjectIsOneFault(String json) {
        // When / Then
        assertThat(rules.faults(new EventCandidate(json(json))))
                .containsExactly(
                        new EventFault("body", "must be a JSON object: an event in the CloudEvents JSON format"));
    }

    private static JsonNode json(String text) {
        return IntakeJson.read(text.getBytes(StandardCharsets.UTF_8), "body");
    }
}
