package dev.warren.amqp.stream;

import java.time.Instant;
import java.util.Date;

/**
 * Where reading a stream begins.
 *
 * @param argument the value of {@code x-stream-offset}
 */
public record StreamOffset(Object argument) {

    /** The oldest message that is still there. */
    public static StreamOffset first() {
        return new StreamOffset("first");
    }

    /** The beginning of the last block of messages, whose size the broker chooses. */
    public static StreamOffset last() {
        return new StreamOffset("last");
    }

    /** The message at an offset, or the next one that there is. */
    public static StreamOffset at(long offset) {
        return new StreamOffset(offset);
    }

    /** No later than the first message that the broker stored at that time. */
    public static StreamOffset since(Instant time) {
        return new StreamOffset(Date.from(time));
    }
}
