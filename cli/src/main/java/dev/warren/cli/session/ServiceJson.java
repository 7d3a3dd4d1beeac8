package dev.warren.cli.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.stream.StreamSupport;

/** JSON as the services write it; what this version does not know is ignored. */
public final class ServiceJson {

    /** The one mapper; decimals stay exact. */
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private ServiceJson() {}

    /**
     * Reads what a service answered.
     *
     * @throws CommandFailedException if it has another form, as that of a service of another version may
     */
    public static <T> T read(JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new CommandFailedException(
                    "unexpected response; are launcher and services of the same version?" + e.getOriginalMessage(), e);
        }
    }

    /** Reads each element of an array; a missing one is empty. */
    public static <T> List<T> readAll(Iterable<JsonNode> array, Class<T> type) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(element -> read(element, type))
                .toList();
    }
}
