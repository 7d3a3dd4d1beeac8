package dev.warren.aiconsumer.holds;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.BrokerConnector;
import dev.warren.deadletters.held.HeldQueue;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** The connection over which a consumer hears of budgets and asks for money. Thread-safe. */
@ApplicationScoped
class LedgerConnection {

    private final BrokerConnection connection;

    LedgerConnection(BrokerConnector brokerConnector) {
        this.connection = new BrokerConnection(brokerConnector, "holds");
    }

    /** How many messages wait in the held queue. */
    long count(HeldQueue queue) throws IOException {
        return queue.count(connection);
    }

    /** A new channel, over a connection that is opened where there is none. */
    Channel channel() throws IOException {
        try {
            Channel channel = connection.open().createChannel();
            if (channel == null) {
                throw new IOException("the broker allows no further channel");
            }
            return channel;
        } catch (AlreadyClosedException e) {
            throw new IOException("the connection is lost", e);
        }
    }

    @PreDestroy
    void close() {
        connection.close();
    }
}
