package dev.warren.contracts.v1;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A message as it is published for ever.
 *
 * @param message the message's name, as in the schemas
 * @param name the sample's name: starts with {@code invalid-} where it breaks the schema
 */
record Golden(String message, String name) {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static final String BUSINESS_EVENT = "business-event";

    private static final Path DIRECTORY = Path.of("src/test/resources/golden/v1");
    private static final String SUFFIX = ".json";
    private static final String INVALID = "invalid-";

    static Stream<Golden> valid() {
        return all().filter(golden -> !golden.isInvalid());
    }

    /** The valid ones that Warren itself publishes. */
    static Stream<Golden> own() {
        return valid().filter(golden -> !golden.message().equals(BUSINESS_EVENT));
    }

    static Stream<Golden> invalid() {
        return all().filter(Golden::isInvalid);
    }

    /** The schema that the message is held to. */
    String schema() {
        return (message.startsWith("result-") ? "result" : message) + ".schema.json";
    }

    JsonNode json() {
        try {
            return JSON.readTree(bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CloudEvent event() {
        return new JsonFormat().deserialize(bytes());
    }

    @Override
    public String toString() {
        return message + "/" + name;
    }

    private boolean isInvalid() {
        return name.startsWith(INVALID);
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(DIRECTORY.resolve(message).resolve(name + SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Golden> all() {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().map(Golden::of).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Golden of(Path file) {
        String name = file.getFileName().toString();
        return new Golden(
                file.getParent().getFileName().toString(), name.substring(0, name.length() - SUFFIX.length()));
    }
}
