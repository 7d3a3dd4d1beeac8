package dev.warren.deadletters.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.rabbitmq.client.AMQP;
import dev.warren.contracts.event.TextTruncation;
import dev.warren.messaging.codec.BinaryModeAttributes;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which event a letter is about, as far as that can be read: a letter may be anything. Each part may be null.
 *
 * @param source of the CloudEvent
 * @param id of the CloudEvent; the message id where there is none
 * @param type of the CloudEvent
 */
@Schema(name = "DeadLetterEvent")
public record DeadLetterEventRef(String source, String id, String type) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST = 1024;
    private static final String SOURCE = "source";
    private static final String ID = "id";
    private static final String TYPE = "type";

    /** Reads no body that is larger than the limit, and of the others no more than the attributes. */
    static DeadLetterEventRef of(AMQP.BasicProperties properties, byte[] body, int maxBytes) {
        BinaryModeAttributes headers =
                BinaryModeAttributes.of(properties.getHeaders() == null ? Map.of() : properties.getHeaders());
        Map<String, String> attributes =
                headers.isPresent() || body.length > maxBytes ? headers.attributes() : structured(body);
        return new DeadLetterEventRef(
                bounded(attributes.get(SOURCE)),
                bounded(attributes.getOrDefault(ID, properties.getMessageId())),
                bounded(attributes.get(TYPE)));
    }

    private static Map<String, String> structured(byte[] body) {
        Map<String, String> attributes = new HashMap<>();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                readInto(attributes, parser);
            }
        } catch (IOException e) {
            // what was read before is all there is
        }
        return attributes;
    }

    private static void readInto(Map<String, String> attributes, JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (parser.nextToken() == JsonToken.VALUE_STRING && isWanted(name)) {
                attributes.put(name, parser.getText());
            }
            parser.skipChildren();
        }
    }

    private static boolean isWanted(String name) {
        return ID.equals(name) || SOURCE.equals(name) || TYPE.equals(name);
    }

    private static String bounded(String text) {
        return text == null ? null : TextTruncation.bounded(text, LONGEST);
    }
}
