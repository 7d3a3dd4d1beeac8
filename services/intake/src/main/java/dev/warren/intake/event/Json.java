package dev.warren.intake.event;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** Reads JSON strictly: no second value behind the first, no name twice in an object, no digit lost from a number. */
public final class Json {

    private static final Pattern PARSER_TALK = Pattern.compile(" \\(|: | for `");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /**
     * The document in the bytes.
     *
     * @param field what a fault is to name
     * @throws RefusedException if they hold no JSON
     */
    public static JsonNode read(byte[] bytes, String field) {
        try {
            return required(MAPPER.readTree(bytes), field);
        } catch (JsonProcessingException e) {
            throw refused(field, "is no JSON: " + gist(e) + place(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode required(JsonNode document, String field) {
        if (document.isMissingNode()) {
            throw refused(field, "is empty, where JSON is expected");
        }
        return document;
    }

    /** What the parser says, without what it says about itself. */
    private static String gist(JsonProcessingException e) {
        return PARSER_TALK.split(e.getOriginalMessage(), 2)[0];
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static RefusedException refused(String field, String message) {
        return new RefusedException(Refusal.INVALID_EVENT, field, message);
    }
}
