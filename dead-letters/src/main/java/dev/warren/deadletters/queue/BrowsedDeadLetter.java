package dev.warren.deadletters.queue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import dev.warren.amqp.browse.BrowseSession;
import java.io.IOException;
import java.util.List;

/**
 * A dead letter in a browse session. It returns to the queue when the session ends, unless it was removed.
 *
 * @param letter the description of the dead letter
 * @param message as it is
 * @param copy whether an earlier dead letter had the same key
 * @param session where it is
 */
public record BrowsedDeadLetter(DeadLetter letter, Delivery message, boolean copy, BrowseSession session) {

    /** Takes letters out of the queue for good; returns when they are. */
    public static void remove(List<BrowsedDeadLetter> letters) throws IOException {
        letters.getFirst()
                .session
                .remove(letters.stream().map(BrowsedDeadLetter::message).toList());
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
