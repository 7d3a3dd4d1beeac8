package dev.warren.deadletters.queue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.List;

/**
 * A letter in the hands of who reads it. It goes back when the reading ends, unless it was removed.
 *
 * @param letter what is known of it
 * @param message as it is
 * @param copy whether an earlier one had the same key
 * @param session where it is
 */
public record BrowsedDeadLetter(DeadLetter letter, Delivery message, boolean copy, BrowseSession session) {

    /** Takes letters out of the queue for good; returns when they are. */
    public static void remove(List<BrowsedDeadLetter> letters) throws IOException {
        letters.getFirst().session.remove(letters);
    }

    public MessageHeaders headers() {
        return new MessageHeaders(properties().getHeaders());
    }

    public AMQP.BasicProperties properties() {
        return message.getProperties();
    }

    public byte[] body() {
        return message.getBody();
    }
}
