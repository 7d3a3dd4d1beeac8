package dev.warren.contracts.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON where every event passes. Buffers are lent and given back: by default Jackson keeps some for each thread, which
 * with a thread for each message is 16 KiB for each message. Thread-safe.
 */
public final class PooledJson {

    private static final String JSON = "application/json";
    private static final String DATA = "data";
    private static final String DATA_CONTENT_TYPE = "datacontenttype";

    private static final ObjectMapper EVENTS = mapper().addModule(JsonFormat.getCloudEventJacksonModule())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            // or four bytes of text become twelve
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private PooledJson() {}

    /** A mapper to be set up further. */
    public static JsonMapper.Builder mapper() {
        return JsonMapper.builder(lending(new JsonFactory()));
    }

    /** Has a factory lend its buffers. */
    public static JsonFactory lending(JsonFactory factory) {
        return factory.setRecyclerPool(JsonRecyclerPools.sharedConcurrentDequePool());
    }

    /** An event in structured JSON mode, of media type {@link dev.warren.contracts.ContractCodec#CLOUDEVENTS_JSON}. */
    public static byte[] write(CloudEvent event) {
        try {
            return EVENTS.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads {@link #write}. No digit of a number is lost.
     *
     * @throws UncheckedIOException if that is no JSON
     * @throws RuntimeException if that is no CloudEvent
     */
    public static CloudEvent read(byte[] event) {
        try {
            return event(EVENTS.readTree(event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The event in a document that was read already; its data is JSON where the media type says so in any way.
     *
     * @throws RuntimeException if that is no CloudEvent
     */
    public static CloudEvent event(JsonNode event) {
        try {
            return isJsonByAnotherName(event)
                    ? renamed((ObjectNode) event)
                    : EVENTS.treeToValue(event, CloudEvent.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isJsonByAnotherName(JsonNode event) {
        String type = event.path(DATA_CONTENT_TYPE).asText(JSON);
        return event.has(DATA) && !type.equals(JSON) && ParsedMediaType.of(type).isJson();
    }

    /** The SDK knows the plainest name alone. */
    private static CloudEvent renamed(ObjectNode event) throws JsonProcessingException {
        ObjectNode plain = event.objectNode().setAll(event);
        return CloudEventBuilder.v1(EVENTS.treeToValue(plain.put(DATA_CONTENT_TYPE, JSON), CloudEvent.class))
                .withDataContentType(event.get(DATA_CONTENT_TYPE).textValue())
                .build();
    }
}
