package dev.warren.modelchain.provider.reply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.warren.contracts.json.PooledJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Picks the values at a few places out of a JSON document and passes over everything else, however much it is. A place
 * is {@code /name/name}; what is in an array is at the place of the array, and the last one counts. Thread-safe.
 */
final class JsonValuePicker {

    /** Of a text, its beginning is enough for everybody. */
    private static final int LONGEST = 1000;

    private static final String SOMETHING = "...";
    private static final JsonFactory FACTORY = PooledJson.lending(new JsonFactory());

    private final Set<String> places;
    private final Set<String> above;

    JsonValuePicker(Set<String> places) {
        this.places = Set.copyOf(places);
        this.above = places.stream()
                .flatMap(place -> IntStream.range(0, place.length())
                        .filter(at -> place.charAt(at) == '/')
                        .mapToObj(at -> place.substring(0, at)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The values as text, by place; if the document has a fault, those before it. */
    Map<String, String> in(byte[] document) {
        Map<String, String> found = new HashMap<>();
        try (JsonParser parser = FACTORY.createParser(document)) {
            parser.nextToken();
            read(parser, "", found);
        } catch (IOException e) {
            return found;
        }
        return found;
    }

    private void read(JsonParser parser, String place, Map<String, String> found) throws IOException {
        JsonToken value = parser.currentToken();
        if (value == JsonToken.START_OBJECT && above.contains(place)) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                read(parser, place + "/" + name, found);
            }
        } else if (value == JsonToken.START_ARRAY && above.contains(place)) {
            while (parser.nextToken() != JsonToken.END_ARRAY && parser.hasCurrentToken()) {
                read(parser, place, found);
            }
        } else if (places.contains(place) && value != JsonToken.VALUE_NULL) {
            found.put(place, text(parser));
        } else {
            parser.skipChildren();
        }
    }

    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
            return SOMETHING;
        }
        String text = parser.getText();
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
