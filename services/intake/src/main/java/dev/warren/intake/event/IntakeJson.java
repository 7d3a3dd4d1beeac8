package dev.warren.intake.event;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.contracts.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@link StrictJson}, and refuses the rest by the names of its faults. */
public final class IntakeJson {

    private static final Pattern PARSER_TALK = Pattern.compile(" \\(|: | for `");

    private IntakeJson() {}

    /**
     * The document in the bytes.
     *
     * @param field what a fault is to name
     * @throws EventRefusedException if they hold no JSON
     */
    public static JsonNode read(byte[] bytes, String field) {
        try {
            return required(StrictJson.read(bytes), field);
        } catch (JsonProcessingException e) {
            throw refused(field, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The elements of an array. No more than may be there are made of the bytes.
     *
     * @throws EventRefusedException if they hold anything else, or more
     */
    public static List<JsonNode> array(byte[] bytes, String field, int most) {
        try (JsonParser parser = StrictJson.parser(bytes)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw refused(field, "must be a JSON array of events");
            }
            List<JsonNode> elements = elements(parser, field, most);
            if (parser.nextToken() != null) {
                throw refused(field, "is not valid JSON: there is content after the array");
            }
            return elements;
        } catch (JsonProcessingException e) {
            throw refused(field, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> elements(JsonParser parser, String field, int most) throws IOException {
        List<JsonNode> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() == most) {
                throw new EventRefusedException(EventRefusal.TOO_LARGE, field, "must have at most " + most + " events");
            }
            elements.add(parser.readValueAsTree());
        }
        return elements;
    }

    private static JsonNode required(JsonNode document, String field) {
        if (document.isMissingNode()) {
            throw refused(field, "is empty; it must be JSON");
        }
        return document;
    }

    private static EventRefusedException refused(String field, JsonProcessingException e) {
        String fault =
                e instanceof StreamConstraintsException ? e.getOriginalMessage() : "is not valid JSON: " + gist(e);
        return refused(field, fault + place(e.getLocation()));
    }

    /** What the parser says, without what it says about itself. */
    private static String gist(JsonProcessingException e) {
        return PARSER_TALK.split(String.valueOf(e.getOriginalMessage()), 2)[0];
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static EventRefusedException refused(String field, String message) {
        return new EventRefusedException(EventRefusal.INVALID_EVENT, field, message);
    }
}
