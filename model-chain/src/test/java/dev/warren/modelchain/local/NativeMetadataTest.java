package dev.warren.modelchain.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** What a native image is told to keep must exist, or the image would miss it without a word. */
class NativeMetadataTest {

    private static final String METADATA =
            "/META-INF/native-image/dev.warren/warren-model-chain/reachability-metadata.json";

    @Test
    void everyNamedResourceAndClassExists() throws Exception {
        // Given
        JsonNode metadata = metadata();

        // When
        JsonNode resources = metadata.get("resources");
        JsonNode classes = metadata.get("reflection");

        // Then
        assertThat(resources).isNotEmpty().allSatisfy(resource -> assertThat(
                        getClass().getResource("/" + resource.get("glob").asText()))
                .as(resource.toString())
                .isNotNull());
        assertThat(classes).isNotEmpty().allSatisfy(type -> assertThat(
                        Class.forName(type.get("type").asText()).getDeclaredConstructor())
                .isNotNull());
    }

    private JsonNode metadata() throws IOException {
        try (InputStream in = getClass().getResourceAsStream(METADATA)) {
            return new ObjectMapper().readTree(in);
        }
    }
}
