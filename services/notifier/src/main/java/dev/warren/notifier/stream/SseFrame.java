package dev.warren.notifier.stream;

import dev.warren.notifier.stream.request.FrameSubject;
import dev.warren.notifier.stream.request.StreamPosition;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * One message of the log, ready to be sent to any number of clients; or something that the notifier says itself.
 *
 * @param position where a client is that has it
 * @param at when it was said; null where the message does not say
 * @param subject what clients filter by; {@link FrameSubject#NOTHING} fits no filter
 * @param bytes the SSE frame; shared, never changed
 */
record SseFrame(StreamPosition position, Instant at, FrameSubject subject, Buffer bytes) {

    long offset() {
        return position.offset();
    }

    int size() {
        return bytes.length();
    }
}
