package dev.warren.contracts.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/** Validates against the published schemas; formats count. */
final class Schemas {

    private static final String LOCATION = "classpath:dev/warren/contracts/v1/";
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private Schemas() {}

    /** What is wrong, as {@code <JSON pointer> <keyword>}. */
    static List<String> faults(String schema, JsonNode json) {
        return schema(schema).validate(json).stream()
                .map(Schemas::summary)
                .distinct()
                .sorted()
                .toList();
    }

    /** What is wrong with the schema itself. */
    static List<String> faultsOf(JsonNode schema) {
        return FACTORY
                .getSchema(SchemaLocation.of(SpecVersion.VersionFlag.V202012.getId()), CONFIG)
                .validate(schema)
                .stream()
                .map(Schemas::summary)
                .toList();
    }

    private static JsonSchema schema(String name) {
        return FACTORY.getSchema(SchemaLocation.of(LOCATION + name), CONFIG);
    }

    private static String summary(ValidationMessage message) {
        String location = message.getInstanceLocation().toString();
        return (location.isEmpty() ? "(root)" : location) + " " + message.getType();
    }
}
