package dev.warren.amqp.browse;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.Channels;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Browses a queue: one reader at a time has its messages in hand; when the browsing ends, or the connection, or the
 * process, those that were not removed are back in their order. Quorum queues know no exclusive consumers, so a browser
 * that finds another consumer gives way. Used by one thread at a time.
 */
public final class QueueBrowser implements AutoCloseable {

    private final BrokerConnector brokerConnector;
    private final String purpose;
    private final String queue;
    private final Duration patience;
    private Connection connection;
    /** Large messages after small ones exceeded the buffer: the next session reads them one by one. */
    private boolean oneByOne;

    /**
     * @param purpose of its connection, for the broker's list
     * @param patience how long the broker may take to deliver a message
     */
    public QueueBrowser(BrokerConnector brokerConnector, String purpose, String queue, Duration patience) {
        this.brokerConnector = brokerConnector;
        this.purpose = purpose;
        this.queue = queue;
        this.patience = patience;
    }

    /**
     * How many messages there are; empty while somebody has them in hand.
     *
     * @throws IOException if the broker does not answer
     */
    public OptionalLong count() throws IOException {
        return inChannel(channel -> {
            AMQP.Queue.DeclareOk state = channel.queueDeclarePassive(queue);
            return state.getConsumerCount() > 0 ? OptionalLong.empty() : OptionalLong.of(state.getMessageCount());
        });
    }

    /**
     * Gives the reader the messages that are there, the one that is longest in the queue first.
     *
     * @param most that are given
     * @return how many there are behind them; empty if somebody else has messages of the queue in hand
     * @throws IOException if the broker does not answer, or the reader throws it
     */
    public OptionalLong browse(int most, DeliveryReader reader) throws IOException {
        return inChannel(channel -> {
            AMQP.Queue.DeclareOk before = channel.queueDeclarePassive(queue);
            if (before.getConsumerCount() > 0) {
                return OptionalLong.empty();
            }
            int wanted = Math.min(before.getMessageCount(), most);
            return browse(new BrowseSession(channel, queue, patience, oneByOne), wanted, reader)
                    ? OptionalLong.of(before.getMessageCount() - wanted)
                    : OptionalLong.empty();
        });
    }

    /** Returns whether nobody else was there. */
    private boolean browse(BrowseSession browseSession, int wanted, DeliveryReader reader) throws IOException {
        try (browseSession) {
            if (wanted == 0) {
                return browseSession.findsNothing();
            }
            if (!browseSession.take(wanted)) {
                return false;
            }
            Delivery next = browseSession.next();
            while (next != null && reader.read(next, browseSession)) {
                next = browseSession.next();
            }
            reader.end();
            return true;
        } finally {
            oneByOne = browseSession.wasTooLarge();
        }
    }

    private OptionalLong inChannel(Operation operation) throws IOException {
        try {
            if (connection == null || !connection.isOpen()) {
                connection = brokerConnector.openUnbuffered(purpose);
            }
            Channel channel = Channels.open(connection);
            try {
                return operation.run(channel);
            } finally {
                channel.abort();
            }
        } catch (ShutdownSignalException e) {
            throw new IOException("the connection is lost", e);
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.abort();
        }
    }

    private interface Operation {
        OptionalLong run(Channel channel) throws IOException;
    }
}
