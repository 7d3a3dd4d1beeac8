package dev.warren.messaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.warren.amqp.testing.AmqpConfigs;
import dev.warren.contracts.ContractCodec;
import dev.warren.messaging.MalformedMessageException;
import dev.warren.messaging.testing.Events;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CloudEventCodecTest {

    private static final int LIMIT = 4096;
    private static final long SEED = 42;
    private static final int TRIES = 50_000;

    private final CloudEventCodec codec = new CloudEventCodec(AmqpConfigs.of(
            Map.of("warren.amqp.url", "amqp://u:p@localhost", "warren.amqp.max-message-bytes", "" + LIMIT)));

    @Test
    void whatIsEncodedIsDecodedWithoutLoss() throws MalformedMessageException {
        // Given
        CloudEvent event = Events.event("e-1");

        // When
        CloudEvent decoded = codec.decode(codec.encode(event), ContractCodec.CLOUDEVENTS_JSON, Map.of());

        // Then
        assertThat(decoded.getAttributeNames()).isEqualTo(event.getAttributeNames());
        assertThat(decoded.getExtension("userid")).isEqualTo("u-42");
        assertThat(decoded.getData().toBytes()).isEqualTo(event.getData().toBytes());
    }

    @ParameterizedTest
    @MethodSource
    void structuredModeNeedsNoContentType(String contentType) throws MalformedMessageException {
        assertThat(codec.decode(Events.json("e-1"), contentType, Map.of()).getId())
                .isEqualTo("e-1");
    }

    static Stream<String> structuredModeNeedsNoContentType() {
        return Stream.of(
                "",
                "application/json",
                "text/plain",
                "application/octet-stream",
                "Application/CloudEvents+JSON; charset=UTF-8");
    }

    @ParameterizedTest
    @MethodSource
    void binaryModeHasItsAttributesInHeaders(String prefix) throws MalformedMessageException {
        // Given
        Map<String, Object> headers = Map.of(
                prefix + "specversion", "1.0",
                prefix + "id", "e-1",
                prefix + "source", "/shop",
                prefix + "type", "order.paid",
                prefix + "time", Date.from(Instant.EPOCH),
                prefix + "priority", 7L);

        // When
        CloudEvent event = codec.decode(bytes("total: 3"), "text/plain", headers);

        // Then
        assertThat(event.getId()).isEqualTo("e-1");
        assertThat(event.getTime()).hasToString("1970-01-01T00:00Z");
        assertThat(event.getExtension("priority")).isEqualTo("7");
        assertThat(event.getDataContentType()).isEqualTo("text/plain");
        assertThat(event.getData().toBytes()).isEqualTo(bytes("total: 3"));
    }

    static Stream<String> binaryModeHasItsAttributesInHeaders() {
        return Stream.of("cloudEvents:", "cloudEvents_");
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNoEventIsRefusedWithAReason(
            String reason, byte[] body, String contentType, Map<String, Object> headers) {
        assertThatThrownBy(() -> codec.decode(body, contentType, headers))
                .isInstanceOfSatisfying(MalformedMessageException.class, malformed -> assertThat(malformed.reason())
                        .isEqualTo(reason));
    }

    static Stream<Arguments> whatIsNoEventIsRefusedWithAReason() {
        Map<String, Object> binary = Map.of(
                "cloudEvents:specversion", "1.0",
                "cloudEvents:id", "e-1",
                "cloudEvents:source", "/shop",
                "cloudEvents:type", "order.paid");
        return Stream.of(
                Arguments.of("not-a-cloudevent", new byte[0], "", Map.of()),
                Arguments.of("not-json", bytes("{"), "", Map.of()),
                Arguments.of("not-json", bytes("{} {}"), "", Map.of()),
                Arguments.of("not-json", bytes("{\"id\":\"a\",\"id\":\"b\"}"), "", Map.of()),
                Arguments.of("not-a-cloudevent", bytes("[]"), "", Map.of()),
                Arguments.of("not-a-cloudevent", bytes("{\"order\":7}"), "", Map.of()),
                Arguments.of("not-a-cloudevent", bytes("{\"specversion\":\"7\"}"), "", Map.of()),
                Arguments.of("batch", bytes("[]"), "application/cloudevents-batch+json", Map.of()),
                Arguments.of("too-large", new byte[LIMIT + 1], "", Map.of()),
                Arguments.of("invalid-attribute", event("a".repeat(256), "t"), "", Map.of()),
                Arguments.of("invalid-attribute", event("a\\u0000b", "t"), "", Map.of()),
                Arguments.of("invalid-attribute", event("a", "t".repeat(256)), "", Map.of()),
                Arguments.of("data-not-json", bytes("{"), "application/json", binary),
                Arguments.of("data-not-json", bytes("1e99999999999"), "application/vnd.a-v2+json", binary),
                Arguments.of("not-json", data("1e99999999999"), "", Map.of()),
                Arguments.of("not-json", data("9".repeat(2000)), "", Map.of()),
                Arguments.of("not-json", data("[".repeat(1500) + "]".repeat(1500)), "", Map.of()),
                Arguments.of("not-json", data("\"eve\\ud83d\""), "", Map.of()),
                Arguments.of("invalid-attribute", event("a\\ufffdb", "t"), "", Map.of()),
                Arguments.of("invalid-attribute", new byte[0], "", and(binary, "cloudEvents_id", "e-2")),
                Arguments.of("invalid-attribute", new byte[0], "", and(binary, "cloudEvents:team", List.of("a"))));
    }

    @Test
    void numbersAreReadToTheLastDigit() throws MalformedMessageException {
        // Given
        String data = "[1.10,1E+400,12345678901234567890.123456789]";

        // When / Then
        assertThat(codec.decode(data(data), "", Map.of()).getData().toBytes()).isEqualTo(bytes(data));
    }

    @ParameterizedTest
    @MethodSource
    void dataIsJsonByEveryNameOfJson(String mediaType) throws MalformedMessageException {
        // Given
        CloudEvent event = CloudEventBuilder.v1(Events.event("e-1"))
                .withData(mediaType, JsonCloudEventData.wrap(TextNode.valueOf("x")))
                .build();

        // When / Then
        assertThat(codec.decode(codec.encode(event), ContractCodec.CLOUDEVENTS_JSON, Map.of()))
                .isEqualTo(event);
    }

    static Stream<String> dataIsJsonByEveryNameOfJson() {
        return Stream.of("application/vnd.shop.ticket-v2+json", "Application/JSON", "application/json ;charset=utf-8");
    }

    @Test
    void whatIsPackedIsUnpackedWithinTheLimit() throws Exception {
        // When / Then
        assertThat(packed(gzip(Events.json("e-1")), "gzip").getId()).isEqualTo("e-1");
        assertThat(packed(Events.json("e-1"), "UTF-8").getId()).isEqualTo("e-1");
        assertReason("too-large", gzip(new byte[1_000_000]), "gzip");
        assertReason("not-gzip", Events.json("e-1"), "gzip");
        assertReason("unsupported-encoding", Events.json("e-1"), "br");
    }

    private void assertReason(String reason, byte[] body, String encoding) {
        assertThatThrownBy(() -> packed(body, encoding))
                .isInstanceOfSatisfying(MalformedMessageException.class, malformed -> assertThat(malformed.reason())
                        .isEqualTo(reason));
    }

    private CloudEvent packed(byte[] body, String encoding) throws MalformedMessageException {
        return codec.decode(body, ContractCodec.CLOUDEVENTS_JSON, encoding, Map.of());
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(body);
        }
        return packed.toByteArray();
    }

    private static Map<String, Object> and(Map<String, Object> headers, String name, Object value) {
        Map<String, Object> all = new HashMap<>(headers);
        all.put(name, value);
        return all;
    }

    private static byte[] data(String data) {
        return bytes("{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"/s\",\"type\":\"t\",\"data\":" + data + "}");
    }

    @Test
    void detailIsBounded() {
        assertThat(new MalformedMessageException("not-json", "x".repeat(10_000)))
                .hasMessage("x".repeat(7997) + "...");
    }

    @Test
    void anyBytesWithAnyHeadersEndInAnEventOrAMalformedMessage() {
        // Given bytes that are random, or an event with some bytes changed, or JSON of random pieces
        Random random = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            byte[] body = body(random);
            Map<String, Object> headers = headers(random);
            String contentType =
                    pick(random, "", ContractCodec.CLOUDEVENTS_JSON, "application/json", "\0", "text/plain; a");

            // When decoded, then nothing else than the one exception is thrown
            try {
                codec.decode(body, contentType, headers);
            } catch (MalformedMessageException e) {
                assertThat(e.reason()).isNotBlank();
            }
        }
    }

    private static byte[] body(Random random) {
        byte[] body =
                switch (random.nextInt(3)) {
                    case 0 -> new byte[random.nextInt(64)];
                    case 1 -> Events.json("e");
                    default -> bytes(pieces(random));
                };
        int changes = body.length == 0 ? 0 : random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return body;
    }

    private static String pieces(Random random) {
        StringBuilder json = new StringBuilder("{\"specversion\":\"1.0\"");
        for (int i = 0; i < 5; i++) {
            json.append(",\"")
                    .append(pick(
                            random, "id", "source", "type", "time", "data", "data_base64", "dataschema", "X", "ext"))
                    .append("\":")
                    .append(pick(
                            random,
                            "\"a\"",
                            "1",
                            "null",
                            "[[[]]]",
                            "{\"a\":1}",
                            "true",
                            "\"%%\"",
                            "1e999",
                            "1e99999999999",
                            "\"\\ud83d\"",
                            "\"\""));
        }
        return json.append('}').toString();
    }

    private static Map<String, Object> headers(Random random) {
        Map<String, Object> headers = new HashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String name =
                    pick(random, "specversion", "id", "source", "type", "time", "", "\u00e4", "data", "dataschema");
            Object value = pick(
                    random,
                    "1.0",
                    "0.3",
                    "",
                    "/a",
                    " : ",
                    7,
                    "\ud83d",
                    "+999999999-01-01T00:00:00Z",
                    new byte[] {1},
                    List.of("x"),
                    Map.of("a", "b"),
                    Date.from(Instant.EPOCH));
            headers.put(pick(random, "cloudEvents:", "cloudEvents_", "CLOUDEVENTS:", "") + name, value);
        }
        return headers;
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static byte[] event(String id, String type) {
        return bytes("{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/s\",\"type\":\"%s\"}".formatted(id, type));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
