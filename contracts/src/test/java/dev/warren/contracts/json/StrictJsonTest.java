package dev.warren.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1.10,-0.0,1E-7,12345678901234567890.123456789,1E+999,123456789012345678901234567890]",
                "{\"a\":\"\\u0000\",\"😀\":\"😀\"}",
                "\"\uFFFF\"",
                "null"
            })
    void whatCanBeCarriedIsReadToTheLastDigit(String document) throws IOException {
        // When / Then
        assertThat(StrictJson.read(bytes(document))).hasToString(document.replace("-0.0", "0.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void whereThereIsNoDocumentThereIsNoNode(String document) throws IOException {
        // When / Then
        assertThat(StrictJson.read(bytes(document)).isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void whatWouldNotArriveAsItIsIsRefusedByItsName(String document, String fault) {
        // When / Then
        assertThatThrownBy(() -> StrictJson.read(bytes(document)))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining(fault);
    }

    static Stream<Arguments> whatWouldNotArriveAsItIsIsRefusedByItsName() {
        return Stream.of(
                Arguments.of("{\"a\":1e99999999999}", "exponent"),
                Arguments.of("{\"a\":1e1000}", "exponent"),
                Arguments.of("{\"a\":-1E-0001000}", "exponent"),
                Arguments.of("9".repeat(5000), "a number of more than 1000 characters"),
                Arguments.of("0." + "9".repeat(5000), "a number of more than 1000 characters"),
                Arguments.of("[".repeat(1001) + "]".repeat(1001), "inside each other"),
                Arguments.of("{\"a\":".repeat(100_000), "inside each other"),
                Arguments.of("[" + "[],".repeat(100_000) + "1]", "names and values"),
                Arguments.of("[\"eve\\ud83d\"]", "surrogate"),
                Arguments.of("{\"\\ude00\\ud83d\":1}", "surrogate"),
                Arguments.of("{\"a\":1,\"a\":2}", "Duplicate"),
                Arguments.of("1 2", "Trailing"));
    }

    @ParameterizedTest
    @MethodSource
    void bytesThatAreNotUtf8AreRefused(byte[] document) {
        // When / Then
        assertThatThrownBy(() -> StrictJson.read(document))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("not valid UTF-8");
    }

    static Stream<byte[]> bytesThatAreNotUtf8AreRefused() {
        return Stream.of(
                new byte[] {'"', (byte) 0xFF, '"'},
                new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'},
                new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0xBD, '"'},
                new byte[] {'"', (byte) 0xE2, (byte) 0x82},
                "[1]".getBytes(StandardCharsets.UTF_16LE),
                "[1]".getBytes(StandardCharsets.UTF_16));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.shop.ticket-v2+json",
                "Application/JSON",
                "application/json ;charset=utf-8",
                "text/json",
                "model/gltf+json"
            })
    void dataIsJsonByEveryNameOfJson(String mediaType) throws IOException {
        // Given
        JsonNode data = StrictJson.read(bytes("{\"a\":1.10,\"b\":\"😀\"}"));
        CloudEvent event = CloudEventBuilder.v1()
                .withId("e-1")
                .withSource(URI.create("/shop"))
                .withType("t")
                .withData(mediaType, JsonCloudEventData.wrap(data))
                .build();

        // When
        byte[] written = PooledJson.write(event);

        // Then
        assertThat(new String(written, StandardCharsets.UTF_8)).contains("{\"a\":1.10,\"b\":\"😀\"}");
        assertThat(PooledJson.read(written)).isEqualTo(event);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
