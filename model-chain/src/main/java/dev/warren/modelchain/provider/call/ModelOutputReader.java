package dev.warren.modelchain.provider.call;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.json.StrictJson;
import dev.warren.contracts.json.StrictValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Parses a model's output into a record. The record can be computed with, stored and published: numbers are within
 * {@link dev.warren.contracts.json.Decimals}, and no string has a NUL or an unpaired surrogate. Only the whole output
 * and the last object in it are tried, so that the time is linear in the length of the output.
 */
final class ModelOutputReader {

    private static final int MOST_CHARACTERS = 200_000;

    /** Fields that nobody asked for are passed over. */
    private static final ObjectMapper MAPPER = PooledJson.mapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .addModule(new StrictValues())
            .build();

    private ModelOutputReader() {}

    /** The record; empty if the words, which may be null, are none. */
    static <T> Optional<T> as(Class<T> type, String words) {
        if (words == null || words.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        return read(type, words).or(() -> lastObject(words).flatMap(object -> read(type, object)));
    }

    private static <T> Optional<T> read(Class<T> type, String json) {
        try (JsonParser parser = StrictJson.parser(json.getBytes(StandardCharsets.UTF_8))) {
            parser.enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS.mappedFeature());
            return Optional.ofNullable(MAPPER.readValue(parser, type));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** From the last brace that closes back to the one that opened it, as in an answer between other words. */
    private static Optional<String> lastObject(String words) {
        int end = words.lastIndexOf('}');
        int open = 0;
        for (int i = end; i >= 0; i--) {
            open += words.charAt(i) == '}' ? 1 : words.charAt(i) == '{' ? -1 : 0;
            if (open == 0) {
                return Optional.of(words.substring(i, end + 1));
            }
        }
        return Optional.empty();
    }
}
