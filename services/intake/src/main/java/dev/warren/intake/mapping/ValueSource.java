package dev.warren.intake.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where in a message an attribute's value comes from. */
sealed interface ValueSource
        permits ValueSource.Constant,
                ValueSource.Pointer,
                ValueSource.Header,
                ValueSource.Property,
                ValueSource.RoutingKey,
                DerivedId {

    /** The properties that a value may come from, by their names in AMQP. */
    List<String> PROPERTIES = List.of("message-id", "correlation-id", "timestamp", "type", "app-id", "user-id");

    /** The value; a scalar is text already, anything else is for the rules to refuse. */
    Optional<JsonNode> read(PlainMessage message, JsonNode document);

    /**
     * Understands what the configuration says.
     *
     * @throws IllegalArgumentException if it cannot be understood
     */
    static ValueSource of(String expression) {
        if (expression.startsWith("/")) {
            return new Pointer(JsonPointer.compile(expression));
        }
        if (expression.equals("routing-key")) {
            return new RoutingKey();
        }
        String[] parts = expression.split(":", 2);
        return switch (parts[0]) {
            case "header" -> new Header(named(parts, expression));
            case "property" -> new Property(known(named(parts, expression)));
            default -> new Constant(expression);
        };
    }

    private static String named(String[] parts, String expression) {
        if (parts.length < 2 || parts[1].isBlank()) {
            throw new IllegalArgumentException(expression + " needs a name, as in " + parts[0] + ":name");
        }
        return parts[1];
    }

    private static String known(String property) {
        if (!PROPERTIES.contains(property)) {
            throw new IllegalArgumentException(
                    property + " is not a property; there are " + String.join(", ", PROPERTIES));
        }
        return property;
    }

    private static Optional<JsonNode> text(Object value) {
        return Optional.ofNullable(value).map(ValueSource::node);
    }

    /** A list or table is nothing that an attribute can be, which is for the rules to say. */
    private static JsonNode node(Object value) {
        return switch (value) {
            case List<?> _, Map<?, ?> _, byte[] _ -> JsonNodeFactory.instance.arrayNode();
            case Date date -> TextNode.valueOf(date.toInstant().toString());
            default -> TextNode.valueOf(value.toString());
        };
    }

    /** The same for every message. */
    record Constant(String value) implements ValueSource {
        @Override
        public Optional<JsonNode> read(PlainMessage message, JsonNode document) {
            return text(value);
        }
    }

    /** A place in the document. */
    record Pointer(JsonPointer place) implements ValueSource {
        @Override
        public Optional<JsonNode> read(PlainMessage message, JsonNode document) {
            JsonNode found = document.at(place);
            if (found.isMissingNode() || found.isNull()) {
                return Optional.empty();
            }
            return found.isValueNode() ? text(found.asText()) : Optional.of(found);
        }
    }

    /** An AMQP header. */
    record Header(String name) implements ValueSource {
        @Override
        public Optional<JsonNode> read(PlainMessage message, JsonNode document) {
            return text(message.headers().get(name));
        }
    }

    /** One of {@link #PROPERTIES}. */
    record Property(String name) implements ValueSource {
        @Override
        public Optional<JsonNode> read(PlainMessage message, JsonNode document) {
            return text(message.properties().get(name));
        }
    }

    /** The routing key. */
    record RoutingKey() implements ValueSource {
        @Override
        public Optional<JsonNode> read(PlainMessage message, JsonNode document) {
            return text(message.routingKey());
        }
    }
}
