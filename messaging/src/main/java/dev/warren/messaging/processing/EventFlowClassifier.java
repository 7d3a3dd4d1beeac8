package dev.warren.messaging.processing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.rabbitmq.client.AMQP;
import dev.warren.amqp.incoming.FlowClassifier;
import dev.warren.messaging.codec.BinaryModeAttributes;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The flow of an event is its type and its user, so that turns are shared between users, and one user's between what
 * they are about. What says neither is one flow.
 */
@ApplicationScoped
class EventFlowClassifier implements FlowClassifier {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String TYPE = "type";
    private static final String USER = "userid";

    @Override
    public String of(byte[] body, AMQP.BasicProperties properties) {
        Map<String, Object> headers =
                Optional.ofNullable(properties.getHeaders()).orElse(Map.of());
        BinaryModeAttributes binary = BinaryModeAttributes.of(headers);
        return name(binary.isPresent() ? binary.attributes() : structured(body));
    }

    private static String name(Map<String, String> attributes) {
        return attributes.getOrDefault(TYPE, "") + " " + attributes.getOrDefault(USER, "");
    }

    /** Reads no further than it has to; what comes before a fault counts. */
    private static Map<String, String> structured(byte[] body) {
        Map<String, String> found = new HashMap<>();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (found.size() < 2 && parser.nextToken() == JsonToken.FIELD_NAME) {
                    read(parser, found);
                }
            }
        } catch (IOException e) {
            return found;
        }
        return found;
    }

    private static void read(JsonParser parser, Map<String, String> found) throws IOException {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_STRING && (TYPE.equals(name) || USER.equals(name))) {
            found.put(name, parser.getText());
        } else {
            parser.skipChildren();
        }
    }
}
