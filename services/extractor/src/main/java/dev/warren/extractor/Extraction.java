package dev.warren.extractor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.contracts.v1.Output;
import dev.warren.extractor.text.Location;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a text.
 *
 * @param fields the values, as the feature's schema describes them
 * @param locations where located values are in the text, by JSON Pointer into the fields; never null
 */
@RegisterForReflection
record Extraction(
        ObjectNode fields,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Location> locations) implements Output {

    Extraction {
        locations = locations == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(locations));
    }
}
