package dev.warren.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.Frame;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderDepthLimiterTest {

    private static final int CHANNEL = 1;
    private static final int BODY = 10;
    private static final int CLASS_ID = 2;

    @Test
    void headersOfEveryTypeStayAsTheyAre() throws IOException {
        // Given
        Map<String, Object> headers = new TreeMap<>(Map.of(
                "boolean",
                true,
                "byte",
                (byte) -3,
                "short",
                (short) -3,
                "int",
                5,
                "long",
                5L,
                "float",
                1.5f,
                "double",
                1.5,
                "decimal",
                new BigDecimal("12.34"),
                "time",
                Date.from(Instant.EPOCH),
                "text",
                "é€"));
        headers.put("bytes", new byte[] {1, 2});
        headers.put("void", null);
        headers.put("list", List.of(1, "x", List.of(), Map.of("a", List.of(2L))));
        headers.put("table", Map.of("a", Map.of("b", 1, "c", Map.of()), "d", "x"));
        byte[] payload = payload(new BasicProperties.Builder()
                .contentType("application/json")
                .contentEncoding("gzip")
                .headers(headers)
                .messageId("m-1")
                .build());
        byte[] before = payload.clone();

        // When
        HeaderDepthLimiter.flatten(payload);

        // Then
        assertThat(payload).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, HeaderDepthLimiter.DEEPEST, HeaderDepthLimiter.DEEPEST + 1, 500})
    void listsAndTablesAreAsDeepAsTheMost(int depth) throws IOException {
        // Given
        byte[] lists = payload(with(Map.of("before", 1, "deep", lists(depth), "z", "after")));
        byte[] tables = payload(with(Map.of("before", 1, "deep", tables(depth), "z", "after")));

        // When
        HeaderDepthLimiter.flatten(lists);
        HeaderDepthLimiter.flatten(tables);

        // Then
        int kept = Math.min(depth, HeaderDepthLimiter.DEEPEST);
        assertThat(depth(headers(lists).get("deep"))).isEqualTo(kept);
        assertThat(depth(headers(tables).get("deep"))).isEqualTo(kept);
        assertThat(headers(lists)).containsEntry("before", 1);
        assertThat(headers(lists).get("z")).hasToString("after");
    }

    @Test
    void whatIsMalformedIsLeftForTheClientToRefuse() throws IOException {
        // Given
        byte[] payload = payload(new BasicProperties.Builder()
                .contentType("t")
                .contentEncoding("e")
                .headers(Map.of("a", lists(3), "b", "text", "c", Map.of("d", 1.5, "e", Date.from(Instant.EPOCH))))
                .build());

        // Then
        for (int length = 0; length <= payload.length; length++) {
            byte[] cut = Arrays.copyOf(payload, length);
            assertThatCode(() -> HeaderDepthLimiter.flatten(cut)).doesNotThrowAnyException();
            assertThat(cut).isEqualTo(Arrays.copyOf(payload, length));
        }
        for (int at = 0; at < payload.length; at++) {
            for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
                byte[] corrupt = payload.clone();
                corrupt[at] = (byte) value;
                assertThatCode(() -> HeaderDepthLimiter.flatten(corrupt)).doesNotThrowAnyException();
            }
        }
    }

    private static Object lists(int depth) {
        Object value = "inside";
        for (int i = 0; i < depth; i++) {
            value = List.of(value);
        }
        return value;
    }

    private static Object tables(int depth) {
        Object value = "inside";
        for (int i = 0; i < depth; i++) {
            value = Collections.singletonMap("t", value);
        }
        return value;
    }

    private static int depth(Object value) {
        return switch (value) {
            case List<?> list -> 1 + depth(list.getFirst());
            case Map<?, ?> table -> 1 + depth(table.get("t"));
            case null, default -> 0;
        };
    }

    private static BasicProperties with(Map<String, Object> headers) {
        return new BasicProperties.Builder().headers(new TreeMap<>(headers)).build();
    }

    private static byte[] payload(BasicProperties properties) throws IOException {
        Frame frame = properties.toFrame(CHANNEL, BODY);
        return frame.getPayload();
    }

    private static Map<String, Object> headers(byte[] payload) throws IOException {
        ByteArrayInputStream properties = new ByteArrayInputStream(payload);
        properties.skipNBytes(CLASS_ID);
        return new BasicProperties(new DataInputStream(properties)).getHeaders();
    }
}
