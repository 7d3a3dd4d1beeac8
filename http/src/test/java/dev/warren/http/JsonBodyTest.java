package dev.warren.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonBodyTest {

    @Test
    void whatIsWellFormedIsRead() throws IOException {
        // When / Then
        assertThat(read("{\"limit\":1.50,\"note\":\"n\"}")).isEqualTo(new Order(new BigDecimal("1.50"), "n"));
    }

    @ParameterizedTest
    @MethodSource
    void everythingElseIsABadRequestWithoutClassNames(String body) {
        // When / Then
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(HttpProblem.class, problem -> {
            assertThat(problem.getStatusCode()).isEqualTo(400);
            assertThat(problem.getDetail()).isNotBlank().doesNotContain("java", "Stream", "com.");
        });
    }

    static Stream<String> everythingElseIsABadRequestWithoutClassNames() {
        return Stream.of(
                "",
                "{",
                "null",
                "{} {}",
                "{\"limit\":1e99999999999}",
                "{\"limit\":1e999999999}",
                "{\"limit\":\"1e-600000000\"}",
                "{\"note\":\"\\u0000\"}",
                "{\"limit\":" + "9".repeat(5000) + "}",
                "{\"limit\":" + "[".repeat(5000) + "}",
                "[".repeat(5000),
                "{\"note\":\"\\ud83d\"}",
                "{\"note\":\"a\",\"note\":\"b\"}");
    }

    private static Order read(String body) throws IOException {
        return JsonBody.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), Order.class);
    }

    record Order(BigDecimal limit, String note) {}
}
