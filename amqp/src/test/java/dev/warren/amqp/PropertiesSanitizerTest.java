package dev.warren.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.LongString;
import com.rabbitmq.client.impl.LongStringHelper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PropertiesSanitizerTest {

    private static final int FRAME = 131_072;

    static Stream<Object> kept() {
        return Stream.of(
                true,
                (byte) -3,
                (short) -3,
                5,
                5L,
                1.5f,
                1.5,
                Date.from(Instant.EPOCH),
                "é€",
                new byte[] {1, 2},
                LongStringHelper.asLongString("é€"),
                List.of(1, "x", List.of(2)),
                Map.of("a", Map.of("b", 1)));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void whatAStreamTakesStaysAsItIs(Object value) {
        assertThat(carried(value)).isEqualTo(value);
    }

    @Test
    void voidStaysVoid() {
        assertThat(PropertiesSanitizer.headers(Collections.singletonMap("h", null)))
                .containsEntry("h", null);
    }

    static Stream<Arguments> changed() {
        return Stream.of(
                Arguments.of(new BigDecimal("1.25"), "1.25"),
                Arguments.of(Double.NaN, "NaN"),
                Arguments.of(Float.NEGATIVE_INFINITY, "-Infinity"),
                Arguments.of(Date.from(Instant.parse("+10000-01-01T00:00:00Z")), "+10000-01-01T00:00:00Z"),
                Arguments.of(List.of(new BigDecimal("1.2")), List.of("1.2")),
                Arguments.of(Map.of("a", List.of(Map.of("b", Double.NaN))), Map.of("a", List.of(Map.of("b", "NaN")))),
                Arguments.of(LongStringHelper.asLongString(new byte[] {-1, -2}), new byte[] {-1, -2}));
    }

    @ParameterizedTest
    @MethodSource("changed")
    void whatAStreamDoesNotTakeBecomesTextWithNothingLost(Object value, Object expected) {
        assertThat(carried(value)).isEqualTo(expected);
    }

    @Test
    void whatLiesTooDeepIsCutOff() {
        // Given
        Object deep = 1;
        for (int i = 0; i < 20_000; i++) {
            deep = List.of(deep);
        }

        // When, then
        assertThat(carried(deep).toString()).isEqualTo("[[[[[[[[...]]]]]]]]");
    }

    @Test
    void headersBeyondABudgetAreCutOrLeftOutTheLargestFirstAndNamed() throws Exception {
        // Given
        Map<String, Object> headers = new HashMap<>();
        headers.put("small", 1);
        headers.put("huge", "x".repeat(70_000));
        headers.put("cloudEvents:id", "e-1");
        headers.put("x-warren-attempt", 2);
        for (int i = 0; i < 30; i++) {
            headers.put("header-" + i, LongStringHelper.asLongString("y".repeat(1500)));
        }

        // When
        Map<String, Object> carried = PropertiesSanitizer.headers(headers);

        // Then
        assertThat(PropertiesSanitizer.bytes(carried)).isLessThanOrEqualTo(PropertiesSanitizer.MOST_BYTES);
        assertThat(carried).containsEntry("small", 1).containsEntry("cloudEvents:id", "e-1");
        assertThat(carried).containsEntry("x-warren-attempt", 2);
        assertThat(carried.get("huge").toString()).hasSize(200).endsWith("x...");
        assertThat(carried.get(PropertiesSanitizer.SHORTENED).toString()).contains("huge");
        assertThat(carried.values().stream().filter(LongString.class::isInstance))
                .hasSize(30);
    }

    @Test
    void asManyHeadersAsAFrameHoldsAreCarriedInLess() {
        // Given
        Map<String, Object> headers = new HashMap<>();
        for (int i = 0; i < 12_000; i++) {
            headers.put("h" + i, true);
        }

        // When, then
        assertThat(PropertiesSanitizer.bytes(PropertiesSanitizer.headers(headers)))
                .isLessThanOrEqualTo(PropertiesSanitizer.MOST_BYTES);
    }

    @Test
    void textThatGrewInDecodingFitsIntoItsFieldAgain() throws Exception {
        // Given 255 bytes that are no UTF-8, as the client reads them
        String decoded = new String(new byte[255], StandardCharsets.UTF_8).replace('\0', '\uFFFD');
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .contentType(decoded)
                .contentEncoding(decoded)
                .messageId(decoded)
                .correlationId(decoded)
                .replyTo(decoded)
                .expiration(decoded)
                .type(decoded)
                .appId(decoded)
                .userId(decoded)
                .clusterId(decoded)
                .headers(Map.of(decoded, 1, "table", Map.of(decoded, 2)))
                .build();

        // When, then the client can write it
        assertThat(PropertiesSanitizer.of(properties).toFrame(1, 0).size()).isLessThan(FRAME);
    }

    private static Object carried(Object value) {
        return PropertiesSanitizer.headers(Map.of("h", value)).get("h");
    }
}
