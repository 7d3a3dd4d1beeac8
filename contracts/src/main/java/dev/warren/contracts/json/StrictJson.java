package dev.warren.contracts.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/**
 * JSON that outside programs wrote. What is read is what was written, to the last digit: a name twice in an object, a
 * second document behind the first, half a surrogate pair and numbers of a size that cannot be carried are refused, and
 * none of it costs more than its bytes. Thread-safe.
 */
public final class StrictJson {

    /** Objects and arrays inside each other. */
    public static final int DEEPEST = 1000;

    /** Characters of a number. */
    public static final int LONGEST_NUMBER = 1000;

    /** The largest exponent of a number, and the smallest without its sign. */
    public static final int LARGEST_EXPONENT = 999;

    /**
     * Names, values, and the beginnings and ends of objects and arrays in a document: what it costs in memory is
     * bounded by its bytes and by these, of which each takes less than a hundred bytes.
     */
    public static final int MOST_TOKENS = 200_000;

    private static final int LARGEST_DOCUMENT = 1 << 30;

    private static final JsonFactory FACTORY = PooledJson.lending(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    // the strict parser has bounds of its own, and says them in a person's words
                    .maxNestingDepth(LARGEST_DOCUMENT)
                    .maxNumberLength(LARGEST_DOCUMENT)
                    .maxStringLength(LARGEST_DOCUMENT)
                    .maxNameLength(LARGEST_DOCUMENT)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectReader PARTS = MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private StrictJson() {}

    /**
     * The only document in the bytes; the missing node where there is none.
     *
     * @throws com.fasterxml.jackson.core.JacksonException if they hold anything else
     */
    public static JsonNode read(byte[] document) throws IOException {
        try (JsonParser parser = parser(document)) {
            JsonNode read = MAPPER.readTree(parser);
            return read == null ? MissingNode.getInstance() : read;
        }
    }

    /**
     * A parser that hands out values as {@link #read} does, for those who read a document in parts.
     *
     * @throws com.fasterxml.jackson.core.JacksonException if the bytes are no text in UTF-8, JSON's only encoding
     */
    public static JsonParser parser(byte[] document) throws IOException {
        if (Utf8.validLength(document) < document.length || hasNul(document)) {
            throw new StreamConstraintsException("is not valid UTF-8");
        }
        JsonParser parser = FACTORY.createParser(document);
        parser.setCodec(PARTS);
        return new StrictParser(parser);
    }

    /** Which is how the parser would know other encodings. */
    private static boolean hasNul(byte[] document) {
        for (byte one : document) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }
}
