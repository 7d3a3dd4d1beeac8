package dev.warren.contracts.v1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON where every event passes. Buffers are lent and given back: by default Jackson keeps some for each thread, which
 * with a thread for each message is 16 KiB for each message. Thread-safe.
 */
public final class Json {

    private static final ObjectMapper EVENTS =
            mapper().addModule(JsonFormat.getCloudEventJacksonModule()).build();

    private Json() {}

    /** A mapper to be set up further. */
    public static JsonMapper.Builder mapper() {
        return JsonMapper.builder(lending(new JsonFactory()));
    }

    /** Has a factory lend its buffers. */
    public static JsonFactory lending(JsonFactory factory) {
        return factory.setRecyclerPool(JsonRecyclerPools.sharedConcurrentDequePool());
    }

    /** An event in structured JSON mode, of media type {@link Messages#CLOUDEVENTS_JSON}. */
    public static byte[] write(CloudEvent event) {
        try {
            return EVENTS.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads {@link #write}.
     *
     * @throws UncheckedIOException if that is no JSON
     * @throws RuntimeException if that is no CloudEvent
     */
    public static CloudEvent read(byte[] event) {
        try {
            return EVENTS.readValue(event, CloudEvent.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
