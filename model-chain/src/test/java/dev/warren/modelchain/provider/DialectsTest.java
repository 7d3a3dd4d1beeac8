package dev.warren.modelchain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.warren.contracts.v1.ProviderReport;
import dev.warren.modelchain.provider.reply.ClassifiedChatResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is billed for a response, and what is kept of it: {@code dialects.json} has a row for each usage dialect, with
 * where it is described, and one for each way in which a count can be wrong. The ledger's tests price the same rows.
 */
class DialectsTest {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static Stream<Arguments> rows() throws IOException {
        try (InputStream json = DialectsTest.class.getResourceAsStream("/dialects.json")) {
            return StreamSupport.stream(MAPPER.readTree(json).spliterator(), false)
                    .map(row -> Arguments.of(row.get("name").asText(), row));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void whatIsBilledIsBooked(String name, JsonNode row) throws IOException {
        // When
        TokenCounts tokens = reply(row).tokens();

        // Then
        assertThat(tokens).isEqualTo(MAPPER.treeToValue(row.get("tokens"), TokenCounts.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void whatIsSaidBesidesIsKept(String name, JsonNode row) throws IOException {
        // When
        ResponseMetadata responseMetadata = reply(row).said(row.get("asked").asText(), false);

        // Then
        JsonNode reported = row.get("reported");
        assertThat(responseMetadata.reported())
                .isEqualTo(reported.isEmpty() ? null : MAPPER.treeToValue(reported, ProviderReport.class));
        assertThat(responseMetadata.error()).isEqualTo(row.path("error").asText(null));
        assertThat(responseMetadata.status()).isEqualTo(status(row) == 200 ? null : status(row));
    }

    private static ClassifiedChatResponse reply(JsonNode row) {
        JsonNode body = row.get("body");
        byte[] bytes = (body.isTextual() ? body.asText() : body.toString()).getBytes(StandardCharsets.UTF_8);
        return new ClassifiedChatResponse(
                status(row), header -> row.path("headers").path(header).asText(null), Optional.of(bytes));
    }

    private static Integer status(JsonNode row) {
        return row.get("status").asInt();
    }
}
