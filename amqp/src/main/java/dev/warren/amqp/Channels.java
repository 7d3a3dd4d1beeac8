package dev.warren.amqp;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;

/** Opens channels, with one kind of error for all reasons why there is none. */
public final class Channels {

    private Channels() {}

    /**
     * A new channel.
     *
     * @throws IOException if the connection is closed, or has as many channels as the broker allows
     */
    public static Channel open(Connection connection) throws IOException {
        try {
            Channel channel = connection.createChannel();
            if (channel == null) {
                throw new IOException("the broker allows no further channel");
            }
            return channel;
        } catch (AlreadyClosedException e) {
            throw new IOException("the connection is lost", e);
        }
    }
}
