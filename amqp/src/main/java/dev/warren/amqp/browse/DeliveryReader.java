package dev.warren.amqp.browse;

import com.rabbitmq.client.Delivery;
import java.io.IOException;

/** What is done with messages that are browsed, one after the other, on the thread that browses. */
public interface DeliveryReader {

    /**
     * Reads the next message.
     *
     * @param browseSession removes messages that were read
     * @return whether to go on
     * @throws IOException ends the browsing; the messages go back
     */
    boolean read(Delivery message, BrowseSession browseSession) throws IOException;

    /** Called after the last message, while those that were read are still in hand. */
    default void end() throws IOException {}
}
