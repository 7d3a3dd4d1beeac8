package dev.warren.aiconsumer.replay.run;

import com.rabbitmq.client.AMQP;
import java.time.Instant;
import java.util.Map;

/**
 * A message of the log.
 *
 * @param offset where it is in the log
 * @param published when its publisher says that it was accepted; null where it does not say
 * @param contentType empty where it has none
 * @param headers never null
 * @param body as it is
 */
@SuppressWarnings("ArrayRecordComponent") // compared by no one
record LoggedEvent(long offset, Instant published, String contentType, Map<String, Object> headers, byte[] body) {

    static LoggedEvent of(long offset, AMQP.BasicProperties properties, byte[] body) {
        return new LoggedEvent(
                offset,
                properties.getTimestamp() == null
                        ? null
                        : properties.getTimestamp().toInstant(),
                properties.getContentType() == null ? "" : properties.getContentType(),
                properties.getHeaders(),
                body);
    }
}
